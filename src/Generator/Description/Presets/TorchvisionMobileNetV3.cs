using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// MobileNetV3 as <c>torchvision.models.mobilenet_v3_large</c> and <c>mobilenet_v3_small</c> build it: Howard et al., arXiv:1905.02244,
/// tables 1 and 2.
/// </summary>
internal sealed class TorchvisionMobileNetV3
{
    public static readonly TorchvisionMobileNetV3 Large = new(1280,
    [
        new(3, 16, 16, false, false, 1),
        new(3, 64, 24, false, false, 2), new(3, 72, 24, false, false, 1),
        new(5, 72, 40, true, false, 2), new(5, 120, 40, true, false, 1), new(5, 120, 40, true, false, 1),
        new(3, 240, 80, false, true, 2), new(3, 200, 80, false, true, 1), new(3, 184, 80, false, true, 1), new(3, 184, 80, false, true, 1),
        new(3, 480, 112, true, true, 1), new(3, 672, 112, true, true, 1),
        new(5, 672, 160, true, true, 2), new(5, 960, 160, true, true, 1), new(5, 960, 160, true, true, 1),
    ]);

    public static readonly TorchvisionMobileNetV3 Small = new(1024,
    [
        new(3, 16, 16, true, false, 2),
        new(3, 72, 24, false, false, 2), new(3, 88, 24, false, false, 1),
        new(5, 96, 40, true, true, 2), new(5, 240, 40, true, true, 1), new(5, 240, 40, true, true, 1),
        new(5, 120, 48, true, true, 1), new(5, 144, 48, true, true, 1),
        new(5, 288, 96, true, true, 2), new(5, 576, 96, true, true, 1), new(5, 576, 96, true, true, 1),
    ]);

    private static readonly PresetEnd s_end = new(ClassifierActivation.None, "softmax", "avgpool");

    private readonly int _features;
    private readonly Row[] _rows;

    private TorchvisionMobileNetV3(int features, Row[] rows) => (_features, _rows) = (features, rows);

    public ObjectNode Write(PresetOptions options)
    {
        var writer = new LayerWriter(Padding.Symmetric, epsilon: 1e-3);
        writer.Convolve(TorchNames.Sequence("features.0"), Scale(16), 3, 2, "hardSwish");
        for (var index = 0; index < _rows.Length; index++)
        {
            var row = _rows[index];
            var expanded = Scale(row.Expanded);
            var squeezed = row.Squeezes ? ChannelWidth.Round(expanded / 4) : 0;
            new Bottleneck(row.Kernel, expanded, Scale(row.Filters), row.Stride, squeezed, row.IsHard ? "hardSwish" : "relu")
                .Write(writer, Names($"features.{Invariant.Format(index + 1)}", expanded != writer.Channels, row.Squeezes));
        }

        writer.Convolve(TorchNames.Sequence($"features.{Invariant.Format(_rows.Length + 1)}"), 6 * writer.Channels, 1, 1, "hardSwish");
        if (options.IncludeTop)
        {
            writer.Add("globalAveragePool", "avgpool");
            writer.Dense("classifier.0", Scale(_features));
            writer.Activate("classifier.1", "hardSwish");
            writer.Add("dropout", "classifier.2", Properties.Rate.Of(0.2));
            writer.Dense("classifier.3", options.Classes);
        }

        return s_end.Finish(writer, PresetInput.Standardised(options.Resolution, PresetInput.Bilinear, PresetInput.CommonCrop), options);

        int Scale(int channels) => ChannelWidth.Round(channels * options.Width);
    }

    private static BottleneckNames Names(string feature, bool expands, bool squeezes)
    {
        var block = feature + ".block.";
        var depthwise = expands ? 1 : 0;
        var squeeze = block + Invariant.Format(depthwise + 1);
        return new BottleneckNames(
            TorchNames.Sequence(block + "0"),
            TorchNames.Sequence(block + Invariant.Format(depthwise)),
            new SqueezeNames(squeeze + ".avgpool", squeeze + ".fc1", squeeze + ".activation", squeeze + ".fc2", squeeze + ".scale_activation", squeeze),
            TorchNames.Sequence(block + Invariant.Format(depthwise + (squeezes ? 2 : 1))),
            feature);
    }

    /// <param name="IsHard">Whether the activation is hard-swish, and not ReLU.</param>
    private sealed record Row(int Kernel, int Expanded, int Filters, bool Squeezes, bool IsHard, int Stride);
}
