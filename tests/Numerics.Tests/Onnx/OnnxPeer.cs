using Microsoft.ML.OnnxRuntime;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Numerics.Tests.Tensors;
using MobileNetGen.Tool.Export;

namespace MobileNetGen.Numerics.Tests.Onnx;

/// <summary>Runs a graph with ONNX Runtime.</summary>
internal static class OnnxPeer
{
    /// <summary>Every output of the network, in the graph's order.</summary>
    public static float[][] Run(ShapedGraph shaped, TensorSet weights, params float[][] inputs) =>
        Run(shaped, weights, GraphOptimizationLevel.ORT_ENABLE_ALL, inputs);

    /// <summary>
    /// The same without the optimizer, which makes padding of a border of zeros before a max pooling: a border counts there, padding does
    /// not.
    /// </summary>
    public static float[][] RunAsWritten(ShapedGraph shaped, TensorSet weights, params float[][] inputs) =>
        Run(shaped, weights, GraphOptimizationLevel.ORT_DISABLE_ALL, inputs);

    private static float[][] Run(ShapedGraph shaped, TensorSet weights, GraphOptimizationLevel level, float[][] inputs)
    {
        var types = shaped.Types.Where((_, node) => shaped.Graph.Nodes[node].Operation is Input);
        return OnnxRuntimePeer.Run(
            OnnxWriter.Write(shaped, weights),
            types.Zip(inputs, (type, input) => (new long[] { 1, type.Height, type.Width, type.Channels }, input)),
            level);
    }
}
