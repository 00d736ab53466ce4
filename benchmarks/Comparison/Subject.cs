using MobileNetGen.Benchmarks.Roofline;
using MobileNetGen.Generator;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Support;
using MobileNetGen.Numerics.Tests.Tensors;
using MobileNetGen.Tool.Export;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>A network in both forms, with the same weights and the same images.</summary>
internal abstract class Subject(string name, string description, ShapedGraph graph, TensorSet weights, Bar bar)
{
    private protected const int Seed = 7;

    public string Name => name;

    public Bar Bar => bar;

    /// <summary>What the generated class was made of, as JSON.</summary>
    public string Description => description;

    public TensorSet Weights => weights;

    public long MultiplyAdds =>
        Enumerable.Range(0, graph.Types.Count).Sum(node => graph.Graph.Nodes[node].Operation.MultiplyAdds(graph.InputTypes(node), graph.Types[node]));

    /// <summary>The generated network.</summary>
    public abstract IContender Generated(Setting setting, SimdTier tier);

    /// <summary>ONNX Runtime on the same description.</summary>
    public IContender OnnxRuntime(Setting setting) =>
        OnnxRuntime(Onnx(setting.Batch), setting);

    /// <summary>ONNX Runtime on a model whose input is the same.</summary>
    public IContender OnnxRuntime(byte[] model, Setting setting) =>
        new Session(model, [.. Images(setting.Batch).SelectMany(ChannelsOutermost)], setting.Threads);

    /// <summary>The description and its weights as an ONNX model.</summary>
    public byte[] Onnx(int batch) => OnnxWriter.Write(graph, weights, nchw: true, batch);

    /// <summary>Writes the weights as the generated kernels read them.</summary>
    public abstract void Pack(Stream stream);

    /// <summary>Each block of the generated network, measured on one thread.</summary>
    public abstract IReadOnlyList<Dot> Blocks(SimdTier tier);

    /// <summary>Images that differ.</summary>
    public IEnumerable<float[]> Images(int count) => Enumerable.Range(Seed, count).Select(seed => RandomInputs.Plain(graph, seed)[0]);

    private IEnumerable<float> ChannelsOutermost(float[] image)
    {
        var (pixels, channels) = (graph.Types[0].Pixels, graph.Types[0].Channels);
        return Enumerable.Range(0, image.Length).Select(index => image[(index % pixels * channels) + (index / pixels)]);
    }
}

/// <summary>The network of a generated class.</summary>
internal sealed class Subject<TNetwork> : Subject
    where TNetwork : ITensorNetwork<TNetwork>
{
    private readonly ShapedGraph _graph;
    private readonly TensorSet _weights;

    private Subject(string name, string description, ShapedGraph graph, TensorSet weights, Bar bar)
        : base(name, description, graph, weights, bar)
    {
        (_graph, _weights) = (graph, weights);
    }

    /// <param name="name">What tables call it.</param>
    /// <param name="description">What the generated class was made of, as JSON.</param>
    /// <param name="bar">What is promised of it.</param>
    public static Subject<TNetwork> Of(string name, string description, Bar bar)
    {
        var shaped = JsonParser.Parse(description).Then(root => NetworkCompiler.Graph(root, typeof(TNetwork).Name));
        return shaped.Value is { } graph
            ? new Subject<TNetwork>(name, description, graph, RandomTensors.For(graph, Seed), bar)
            : throw new ArgumentException($"{name}: {string.Join("; ", shaped.Problems.Select(problem => problem.Message))}", nameof(description));
    }

    public override void Pack(Stream stream) => TNetwork.Pack(_weights.ToSource(), stream);

    public override IReadOnlyList<Dot> Blocks(SimdTier tier) =>
        BlockProfile.Measure<TNetwork>(Name, NetworkCompiler.Compile(_graph), _weights.ToSource(), Images(1).Single(), tier);

    public override IContender Generated(Setting setting, SimdTier tier) =>
        new Generated<TNetwork>(_weights.ToSource(), [.. Images(setting.Batch).SelectMany(image => image)], setting, tier);
}
