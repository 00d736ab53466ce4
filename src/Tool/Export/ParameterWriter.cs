using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Export;

/// <summary>Writes what nodes have beside their inputs, and says what it is called.</summary>
/// <param name="shaped">The network.</param>
/// <param name="quantizations">Which layer says what a tensor's integers stand for.</param>
/// <param name="weights">The network's tensors.</param>
/// <param name="graph">What is written to.</param>
internal sealed class ParameterWriter(ShapedGraph shaped, Quantizations quantizations, TensorSet weights, GraphProto graph)
{
    /// <summary>Weights and biases of a convolution or dense layer.</summary>
    public string[] OfSums(int index, bool bias)
    {
        var layer = shaped.Graph.Nodes[index].Name;
        return !IsInteger(index) ? OfFloats(layer, bias ? [".weight", ".bias"] : [".weight"])
            : bias ? [OfIntegers(layer), OfBiases(layer, InputOf(index))]
            : [OfIntegers(layer)];
    }

    public string[] OfTransposed(int index, ConvTranspose convolution)
    {
        if (!IsInteger(index))
        {
            return OfSums(index, convolution.Bias);
        }

        var layer = shaped.Graph.Nodes[index].Name;
        var (kernel, bias) = (layer + ".weight", layer + ".bias");
        Write(kernel, RealWeights.OfTransposed(weights, layer, convolution.Groups), weights.ShapeOf(kernel));
        return convolution.Bias ? [kernel, OfBiases(layer, InputOf(index))] : [kernel];
    }

    public string[] OfNormalisation(string layer) => OfFloats(layer, ".weight", ".bias", ".running_mean", ".running_var");

    public string OfSlopes(int index, int channels)
    {
        var layer = shaped.Graph.Nodes[index].Name;
        Write(layer + ".weight", IsInteger(index) ? RealWeights.OfSlopes(weights, layer) : weights[layer + ".weight"], [channels, 1, 1]);
        return layer + ".weight";
    }

    /// <summary>A map in the order of elements that the project has.</summary>
    public string OfMap(int index, MapShape map)
    {
        var layer = shaped.Graph.Nodes[index].Name;
        var values = shaped.Types[index].IsInteger ? RealWeights.OfMap(weights, layer) : weights[layer + ".weight"];
        Write(layer + ".weight", values, [1, map.Height, map.Width, map.Channels]);
        return layer + ".weight";
    }

    private bool IsInteger(int index) => shaped.InputTypes(index)[0].IsInteger;

    /// <summary>The layer, or input, whose scale the input of a node has.</summary>
    private string InputOf(int index) => quantizations.NameOf(shaped.Graph.Nodes[index].Inputs[0]);

    /// <summary>A kernel of integers with outputs first.</summary>
    private string OfIntegers(string layer)
    {
        var (name, scale, zero) = (layer + ".weight", layer + ".weight_scale", layer + ".weight_zero_point");
        var (kernel, scales) = (weights.Named(name), weights[scale]);
        graph.Initializer.Add(Bytes(name, kernel, Extents(kernel.Shape)));
        Write(scale, scales, [scales.Length]);
        if (weights.Has(zero))
        {
            graph.Initializer.Add(Bytes(zero, weights.Named(zero), scales.Length));
        }

        graph.Node.Add(Node("DequantizeLinear", weights.Has(zero) ? [name, scale, zero] : [name, scale], name + "_exact", Integer("axis", 0)));
        return name + "_exact";
    }

    /// <summary>Biases, in steps of the input's scale times the weights'.</summary>
    private string OfBiases(string layer, string input)
    {
        var (name, scale, step) = (layer + ".bias", layer + ".bias_scale", weights[input + ".output_scale"][0]);
        float[] scales = [.. weights[layer + ".weight_scale"].Select(own => step * own)];
        graph.Initializer.Add(Words(name, weights.Named(name).Integers.Span));
        Write(scale, scales, [scales.Length]);
        graph.Node.Add(Node("DequantizeLinear", [name, scale], name + "_exact", Integer("axis", 0)));
        return name + "_exact";
    }

    private static long[] Extents(IReadOnlyList<int> shape) => [.. shape.Select(extent => (long)extent)];

    private string[] OfFloats(string layer, params string[] parts)
    {
        foreach (var name in parts.Select(part => layer + part))
        {
            Write(name, weights[name], weights.ShapeOf(name));
        }

        return [.. parts.Select(part => layer + part)];
    }

    private void Write(string name, float[] values, IReadOnlyList<int> shape) =>
        graph.Initializer.Add(Floats(name, values, Extents(shape)));
}
