using System.Text.Json.Nodes;
using MobileNetGen.Quantization;
using MobileNetGen.Tool.Export;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>
/// A network of integers made of one of floats, compiled when it is measured. It follows ONNX Runtime's arithmetic, so that the answers of both can be
/// held to each other.
/// </summary>
internal sealed class IntegerSubject
{
    /// <summary>Images to make integers with: the weights are made up, and more images change nothing of the speed.</summary>
    private const int Images = 4;

    private readonly NetworkFile _network;
    private readonly CompiledClass _class;
    private readonly TensorSet _tensors;

    private IntegerSubject(Subject floats, string description, TensorSet tensors)
    {
        (Floats, Description, _tensors) = (floats, description, tensors);
        _network = NetworkFile.Parse(floats.Name, description);
        _class = CompiledClass.Of(_network);
    }

    public string Name => Floats.Name;

    /// <summary>The network of floats.</summary>
    public Subject Floats { get; }

    /// <summary>The network's description.</summary>
    public string Description { get; }

    /// <param name="floats">The network of floats.</param>
    public static IntegerSubject Of(Subject floats)
    {
        var result = Quantizer.Quantize(floats.Description, floats.Weights.ToSource(), [.. floats.Images(Images)]);
        var description = JsonNode.Parse(result.Description)!.AsObject();
        description["arithmetic"] = "onnxruntime";
        return new IntegerSubject(floats, description.ToJsonString(), new TensorSet(result.Tensors));
    }

    public IContender Generated(SimdTier tier) =>
        new Loaded(_class.Load(_tensors.ToSource(), new NetworkOptions { Tier = tier }), Floats.Images(1).Single());

    /// <summary>ONNX Runtime on the same integers.</summary>
    public IContender OnnxRuntime() => Floats.OnnxRuntime(Onnx(), Setting.Single);

    /// <summary>The same integers as an ONNX model.</summary>
    public byte[] Onnx() => OnnxWriter.Write(_network.Shaped, _tensors, nchw: true);

    /// <summary>Writes the weights as the kernels read them.</summary>
    public void Pack(Stream stream) => _class.Pack(_tensors.ToSource(), stream, []);

    /// <summary>A network that was compiled a moment ago.</summary>
    private sealed class Loaded(LoadedNetwork network, float[] image) : IContender
    {
        private readonly float[][] _inputs = [image];
        private readonly float[][] _outputs = [new float[network.Info.Outputs[0].Length]];

        public float[] Output => _outputs[0];

        public void Run() => network.Run(_inputs, _outputs);

        public void Dispose() => network.Dispose();
    }
}
