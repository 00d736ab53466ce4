using Microsoft.ML.OnnxRuntime;

namespace MobileNetGen.Tests;

/// <summary>Runs an ONNX model with ONNX Runtime.</summary>
internal static class OnnxRuntimePeer
{
    /// <returns>Every output, in the model's order.</returns>
    public static float[][] Run(
        byte[] model,
        IEnumerable<(long[] Shape, float[] Values)> inputs,
        GraphOptimizationLevel level = GraphOptimizationLevel.ORT_ENABLE_ALL) =>
        [.. RunShaped(model, inputs, level).Select(output => output.Values)];

    /// <returns>Every output with its shape, in the model's order.</returns>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime refuses the model, which it says here only and not on the console.</exception>
    public static (long[] Shape, float[] Values)[] RunShaped(byte[] model, IEnumerable<(long[] Shape, float[] Values)> inputs, GraphOptimizationLevel level)
    {
        using var options =
            new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, GraphOptimizationLevel = level };
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
            return [.. results.Select(result => (result.GetTensorTypeAndShape().Shape, result.GetTensorDataAsSpan<float>().ToArray()))];
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }
}
