using MobileNetGen.Generator.Graph;
using MobileNetGen.Networks;
using MobileNetGen.Networks.Hosting;
using MobileNetGen.Networks.Writing;

namespace MobileNetGen.Quantization;

/// <summary>What is to be quantized, and on what.</summary>
/// <param name="Model">The network.</param>
/// <param name="Calibration">The inputs that ranges, rounding and biases are made of.</param>
/// <param name="Options">How.</param>
/// <param name="Cancellation">Ends it.</param>
internal sealed record QuantizationTask(
    FloatModel Model, IReadOnlyList<float[]> Calibration, QuantizationOptions Options, CancellationToken Cancellation)
{
    /// <exception cref="ToolException">No input or no layer is left, or a layer is named that is not there.</exception>
    public QuantizationResult Run()
    {
        var floats = GraphNetwork.OfAll(Model.Graph);
        var seen = Observation.Of(Model, floats, Calibration, Phase(QuantizationPhase.Ranges, Calibration.Count));
        var kept = Options.FloatLayers.Of(
            Model.Graph,
            () => EarlyLayers.Of(Model, seen, Calibration, steps => Phase(QuantizationPhase.FloatLayers, steps)));
        var integers = LayerRounding.Nearest(Model, seen, kept);
        var compiled = GraphNetwork.OfAll(integers.Graph);
        LayerRounding.Refine(Model, seen, integers, compiled, Calibration, Phase(QuantizationPhase.Rounding, integers.Sums.Count * Calibration.Count));
        var compared = Options.Evaluation is { } others ? others.Select((input, index) => Required(input, index, nameof(Options.Evaluation))) : Calibration;
        var agreement = Agreement.Measure(
            Model, floats, integers, compiled, compared, Phase(QuantizationPhase.Comparing, Options.Evaluation?.Count ?? Calibration.Count));
        var written = DescriptionWriter.Write(integers.Graph, Options.Name ?? Model.Name, Model.Preprocess, Precision.Int8);
        return new QuantizationResult(written, agreement, Times(written))
        {
            FloatLayers = [.. kept.Order().Select(node => Model.Graph.Nodes[node].Name)],
            CalibrationCount = Calibration.Count,
            IsHeldOut = Options.Evaluation is not null,
        };
    }

    /// <summary>An input, as long as the network's.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public float[] Required(float[] input, int index, string name) => input.Length == Model.InputLength
        ? input
        : throw new ArgumentException($"{name}[{index}] has {input.Length} numbers; {Model.InputLength} are accepted, as the network's input has.", name);

    /// <summary>What is called after each step of a phase.</summary>
    private Action Phase(QuantizationPhase phase, int steps)
    {
        var done = 0;
        Options.Progress?.Report(new QuantizationProgress(phase, done, steps));
        return () =>
        {
            Cancellation.ThrowIfCancellationRequested();
            Options.Progress?.Report(new QuantizationProgress(phase, ++done, steps));
        };
    }

    private RunTimes Times(WrittenNetwork written)
    {
        var options = new NetworkOptions { MaxDegreeOfParallelism = 1 };
        using var floats = Model.Load(options);
        using var integers = CompiledClass.Of(NetworkFile.Parse("network.json", written.Description)).Load(new TensorSet(written.Tensors).ToSource(), options);
        return RunTimes.Measure(floats, integers, Calibration[0]);
    }
}
