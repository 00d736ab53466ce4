using MobileNetGen.Quantization;
using Spectre.Console;

namespace MobileNetGen.Tool.Quantizing;

/// <summary>A bar for each phase of quantizing.</summary>
/// <param name="context">Where they are drawn.</param>
internal sealed class ShownProgress(ProgressContext context) : IProgress<QuantizationProgress>
{
    private readonly Dictionary<QuantizationPhase, ProgressTask> _bars = [];

    public void Report(QuantizationProgress value)
    {
        if (!_bars.TryGetValue(value.Phase, out var bar))
        {
            _bars[value.Phase] = bar = context.AddTask(NameOf(value.Phase), maxValue: value.Steps);
        }

        bar.Value = value.Step;
    }

    private static string NameOf(QuantizationPhase phase) => phase switch
    {
        QuantizationPhase.FloatLayers => "Layers of floats",
        var other => other.ToString(),
    };
}
