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

    /// <summary>The same without the optimizer, which makes padding of a border of zeros in front of a max pooling: a border counts there, padding does not.</summary>
    public static float[][] RunAsWritten(ShapedGraph shaped, TensorSet weights, params float[][] inputs) =>
        Run(shaped, weights, GraphOptimizationLevel.ORT_DISABLE_ALL, inputs);

    private static float[][] Run(ShapedGraph shaped, TensorSet weights, GraphOptimizationLevel level, float[][] inputs)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, GraphOptimizationLevel = level };
        using var session = new InferenceSession(OnnxWriter.Write(shaped, weights), options);
        var types = shaped.Types.Where((_, node) => shaped.Graph.Nodes[node].Operation is Input).ToList();
        var values = new List<OrtValue>();
        try
        {
            foreach (var (type, input) in types.Zip(inputs))
            {
                values.Add(OrtValue.CreateTensorValueFromMemory(input, [1, type.Height, type.Width, type.Channels]));
            }

            using var run = new RunOptions();
            using var results = session.Run(run, session.InputNames, values, session.OutputNames);
            return [.. results.Select(result => result.GetTensorDataAsSpan<float>().ToArray())];
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }
}
