using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import.Writing;

namespace MobileNetGen.Tool.Quantizing;

/// <summary>What is to be quantised, and on what.</summary>
/// <param name="Model">The network.</param>
/// <param name="Calibration">The inputs that ranges, rounding and biases are made of.</param>
/// <param name="Evaluation">The inputs that the result is compared on.</param>
/// <param name="EvaluationCount">How many there are at most.</param>
/// <param name="IsHeldOut">True if they are others.</param>
/// <param name="Kept">Layers that stay floats, as <see cref="KeptLayers"/> reads them.</param>
internal sealed record QuantizationWork(
    FloatModel Model, IReadOnlyList<float[]> Calibration, IEnumerable<float[]> Evaluation, int EvaluationCount, bool IsHeldOut, string Kept)
{
    /// <param name="phase">Is told the name of each part of the work and how many steps it has, and gives what is called after each.</param>
    /// <exception cref="ToolException">No image or no layer is left, or a layer is named that is not there.</exception>
    public QuantizationResult Run(Func<string, int, Action> phase)
    {
        if (Calibration.Count == 0)
        {
            throw new ToolException("no image is left to make integers with.");
        }

        var floats = GraphNetwork.OfAll(Model.Graph);
        var seen = Observation.Of(Model, floats, Calibration, phase("Ranges", Calibration.Count));
        var kept = KeptLayers.Of(Model.Graph, Kept, () => EarlyLayers.Of(Model, seen, Calibration, steps => phase("Layers of floats", steps)));
        var integers = Quantizer.Nearest(Model, seen, kept);
        var compiled = GraphNetwork.OfAll(integers.Graph);
        Quantizer.Refine(Model, seen, integers, compiled, Calibration, phase("Rounding", integers.Sums.Count * Calibration.Count));
        var agreement = Agreement.Measure(Model, floats, integers, compiled, Evaluation, phase("Comparing", EvaluationCount));
        var written = DescriptionWriter.Write(integers.Graph, Model.Name, Model.Preprocess, Precision.Int8);
        return new QuantizationResult(
            written, agreement, IsHeldOut, Calibration.Count, [.. kept.Order().Select(node => Model.Graph.Nodes[node].Name)], Times(written));
    }

    private RunTimes Times(WrittenNetwork written)
    {
        var options = new NetworkOptions { MaxDegreeOfParallelism = 1 };
        using var floats = Model.Load(options);
        using var integers = CompiledClass.Of(NetworkFile.Parse("network.json", written.Description)).Load(new TensorSet(written.Tensors).ToSource(), options);
        return RunTimes.Measure(floats, integers, Calibration[0]);
    }
}
