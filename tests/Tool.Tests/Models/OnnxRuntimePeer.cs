using Microsoft.ML.OnnxRuntime;

namespace MobileNetGen.Tool.Tests.Models;

/// <summary>Runs an ONNX model with ONNX Runtime.</summary>
internal static class OnnxRuntimePeer
{
    /// <returns>The first output.</returns>
    public static float[] Run(byte[] model, long[] shape, float[] input)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        using var session = new InferenceSession(model, options);
        using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var run = new RunOptions();
        using var results = session.Run(run, session.InputNames, [value], session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
