using Microsoft.ML.OnnxRuntime;

namespace MobileNetGen.Tool.Tests.Models;

/// <summary>Runs an ONNX model with ONNX Runtime.</summary>
internal static class OnnxRuntimePeer
{
    /// <returns>Every output, in the model's order.</returns>
    public static float[][] Run(byte[] model, IEnumerable<(long[] Shape, float[] Values)> inputs, GraphOptimizationLevel level = GraphOptimizationLevel.ORT_ENABLE_ALL)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, GraphOptimizationLevel = level };
        using var session = new InferenceSession(model, options);
        var values = new List<OrtValue>();
        try
        {
            foreach (var (shape, numbers) in inputs)
            {
                values.Add(OrtValue.CreateTensorValueFromMemory(numbers, shape));
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
