using MobileNetGen.Generator.Program;
using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Export;

/// <summary>
/// Writes integers as quantisers do: every tensor of them goes through QuantizeLinear and DequantizeLinear, and operators between these are those on
/// floats, which engines take together. Tensors are written without a sign, for which engines on x64 have the faster instruction; what they stand for
/// is the same.
/// </summary>
/// <param name="quantizations">Which layer says what a tensor's integers stand for.</param>
/// <param name="weights">The network's tensors.</param>
/// <param name="graph">What is written to.</param>
internal sealed class IntegerWriter(Quantizations quantizations, TensorSet weights, GraphProto graph)
{
    /// <summary>What integers with a sign have more without one.</summary>
    private const int SignBit = 128;

    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>The numbers that a node's integers stand for, rounded to them.</summary>
    /// <param name="node">The node.</param>
    /// <param name="exact">What its operation makes.</param>
    /// <param name="output">What they are called.</param>
    public void WriteTensor(int node, string exact, string output)
    {
        var numbers = NumbersOf(node);
        graph.Node.Add(Node("QuantizeLinear", [exact, .. numbers], output + "_integers"));
        graph.Node.Add(Node("DequantizeLinear", [output + "_integers", .. numbers], output));
    }

    /// <summary>The names of a tensor's scale and zero point, which several tensors may have in common.</summary>
    private string[] NumbersOf(int node)
    {
        var name = quantizations.NameOf(node);
        var (scale, zero) = (name + ".output_scale", name + ".output_zero_point");
        if (_written.Add(name))
        {
            graph.Initializer.Add(Floats(scale, weights[scale]));
            graph.Initializer.Add(UnsignedByte(zero, Unsigned(weights.Named(zero))));
        }

        return [scale, zero];
    }

    private static int Unsigned(NamedTensor zero) => zero.Integers.Span[0] + (zero.IntegerType == TensorElementType.Int8 ? SignBit : 0);
}
