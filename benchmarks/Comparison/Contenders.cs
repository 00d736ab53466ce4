using Microsoft.ML.OnnxRuntime;
using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>Something that answers, in memory of its own.</summary>
internal interface IContender : IDisposable
{
    float[] Output { get; }

    void Run();
}

/// <summary>A generated network.</summary>
internal abstract class Generated : IContender
{
    public abstract float[] Output { get; }

    public abstract float[] Input { get; }

    public abstract void Run();

    public abstract void Dispose();
}

/// <summary>A generated network of a class.</summary>
internal sealed class Generated<TNetwork>(WeightSource weights, NetworkOptions options) : Generated
    where TNetwork : IImageNetwork<TNetwork>
{
    private readonly TNetwork _network = TNetwork.Create(weights, options);

    public override float[] Input { get; } = new float[TNetwork.Info.Inputs[0].Length];

    public override float[] Output { get; } = new float[TNetwork.Info.Outputs[0].Length];

    public override void Run() => _network.Run(Input, Output);

    public override void Dispose() => _network.Dispose();
}

/// <summary>A session of ONNX Runtime as a .NET user would make it for speed: all optimisations, tensors bound once.</summary>
internal sealed class Session : IContender
{
    private readonly SessionOptions _options;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtValue _input;
    private readonly OrtValue _output;

    public Session(byte[] model, float[] inputNchw, TensorType input, TensorType output, int threads)
    {
        _options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _session = new InferenceSession(model, _options);
        Output = new float[output.Length];
        _input = OrtValue.CreateTensorValueFromMemory(inputNchw, [1, input.Channels, input.Height, input.Width]);
        _output = OrtValue.CreateTensorValueFromMemory(Output, [1, output.Channels, output.Height, output.Width]);
    }

    public float[] Output { get; }

    public void Run() => _session.Run(_run, _session.InputNames, [_input], _session.OutputNames, [_output]);

    public void Dispose()
    {
        _output.Dispose();
        _input.Dispose();
        _run.Dispose();
        _session.Dispose();
        _options.Dispose();
    }
}
