using Microsoft.ML.OnnxRuntime;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>Something that answers, in memory of its own.</summary>
internal interface IContender : IDisposable
{
    float[] Output { get; }

    void Run();
}

/// <summary>A generated network.</summary>
internal sealed class Generated<TNetwork>(WeightSource weights, float[] inputs, Setting setting, SimdTier tier) : IContender
    where TNetwork : ITensorNetwork<TNetwork>
{
    private readonly TNetwork _network = TNetwork.Create(weights, new NetworkOptions { MaxDegreeOfParallelism = setting.Threads, Tier = tier });

    public float[] Output { get; } = new float[setting.Batch * TNetwork.Info.Outputs[0].Length];

    public void Run()
    {
        if (setting.Batch == 1)
        {
            _network.Run(inputs, Output);
        }
        else
        {
            _network.RunBatch(inputs, Output, setting.Batch);
        }
    }

    public void Dispose() => _network.Dispose();
}

/// <summary>A session of ONNX Runtime as a .NET user would make it for speed: all optimisations, tensors bound once.</summary>
internal sealed class Session : IContender
{
    private readonly SessionOptions _options;
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtValue _input;
    private readonly OrtValue _output;

    /// <param name="model">An ONNX model with one input and one output.</param>
    /// <param name="inputs">The images, channels outermost.</param>
    /// <param name="threads">Threads of the session.</param>
    public Session(byte[] model, float[] inputs, int threads)
    {
        _options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        _session = new InferenceSession(model, _options);
        var shape = Extents(_session.OutputMetadata);
        Output = new float[shape.Aggregate(1L, (product, extent) => product * extent)];
        _input = OrtValue.CreateTensorValueFromMemory(inputs, Extents(_session.InputMetadata));
        _output = OrtValue.CreateTensorValueFromMemory(Output, shape);
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

    private static long[] Extents(IReadOnlyDictionary<string, NodeMetadata> metadata) =>
        Array.ConvertAll(metadata.Values.Single().Dimensions, extent => (long)extent);
}
