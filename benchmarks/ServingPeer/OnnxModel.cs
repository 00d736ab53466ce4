using Microsoft.ML.OnnxRuntime;

namespace MobileNetGen.ServingPeer;

/// <summary>A model of ONNX Runtime with one thread a run, so that requests share the cores and not their runs.</summary>
internal sealed class OnnxModel(string path, int extent) : IDisposable
{
    private readonly InferenceSession _session = new(path, new Microsoft.ML.OnnxRuntime.SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 });

    /// <summary>Channels outermost, as the model has them.</summary>
    public float[] Planes(float[] pixels)
    {
        var (planes, length) = (new float[pixels.Length], extent * extent);
        for (var index = 0; index < length; index++)
        {
            planes[index] = pixels[3 * index];
            planes[length + index] = pixels[(3 * index) + 1];
            planes[(2 * length) + index] = pixels[(3 * index) + 2];
        }

        return planes;
    }

    public float[] Run(float[] planes)
    {
        using var input = OrtValue.CreateTensorValueFromMemory(planes, [1, 3, extent, extent]);
        using var run = new RunOptions();
        using var outputs = _session.Run(run, _session.InputNames, [input], _session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose() => _session.Dispose();
}
