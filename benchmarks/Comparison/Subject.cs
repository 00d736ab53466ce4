using MobileNetGen.Generator;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Support;
using MobileNetGen.Numerics.Tests.Onnx;
using MobileNetGen.Numerics.Tests.Tensors;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>A network in both forms, with the same weights and the same input.</summary>
internal sealed record Subject(string Name, ShapedGraph Graph, TensorSet Weights, byte[] Onnx, float[] Input, Func<WeightSource, NetworkOptions, Generated> Create)
{
    private const int Seed = 7;

    public long MultiplyAdds => Enumerable.Range(0, Graph.Types.Count).Sum(node => Graph.Graph.Nodes[node].Operation.MultiplyAdds(Graph.InputTypes(node), Graph.Types[node]));

    /// <param name="name">What tables call it.</param>
    /// <param name="description">What the generated class was made of, as JSON.</param>
    public static Subject Of<TNetwork>(string name, string description)
        where TNetwork : IImageNetwork<TNetwork>
    {
        var shaped = JsonParser.Parse(description).Then(root => NetworkCompiler.Graph(root, typeof(TNetwork).Name));
        if (shaped.Value is not { } graph)
        {
            throw new ArgumentException($"{name}: {string.Join("; ", shaped.Problems.Select(problem => problem.Message))}", nameof(description));
        }

        var weights = RandomTensors.For(graph, Seed);
        return new Subject(name, graph, weights, OnnxWriter.Write(graph, weights, nchw: true), RandomInputs.Plain(graph, Seed)[0], (source, options) => new Generated<TNetwork>(source, options));
    }

    /// <summary>The input as ONNX Runtime takes it: channels outermost.</summary>
    public float[] InputNchw
    {
        get
        {
            var type = Graph.Types[0];
            var result = new float[Input.Length];
            for (var index = 0; index < result.Length; index++)
            {
                result[(index % type.Channels * type.Pixels) + (index / type.Channels)] = Input[index];
            }

            return result;
        }
    }
}
