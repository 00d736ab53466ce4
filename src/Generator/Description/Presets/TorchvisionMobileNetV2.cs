using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>MobileNetV2 as <c>torchvision.models.mobilenet_v2</c> builds it.</summary>
internal static class TorchvisionMobileNetV2
{
    private static readonly PresetEnd s_end = new(ClassifierActivation.None, "softmax", "avgpool");

    public static ObjectNode Write(PresetOptions options)
    {
        var writer = new LayerWriter(Padding.Symmetric, epsilon: 1e-5);
        var feature = 0;
        writer.Convolve(TorchNames.Sequence($"features.{Invariant.Format(feature++)}"), ChannelWidth.Round(32 * options.Width), 3, 2, "relu6");
        foreach (var (expansion, filters, count, stride) in MobileNetV2Table.Groups)
        {
            for (var index = 0; index < count; index++)
            {
                new Bottleneck(3, expansion * writer.Channels, ChannelWidth.Round(filters * options.Width), index == 0 ? stride : 1, 0, "relu6")
                    .Write(writer, Names($"features.{Invariant.Format(feature++)}", expands: expansion != 1));
            }
        }

        writer.Convolve(TorchNames.Sequence($"features.{Invariant.Format(feature)}"), ChannelWidth.Round(1280 * Math.Max(1, options.Width)), 1, 1, "relu6");
        if (options.IncludeTop)
        {
            writer.Add("globalAveragePool", "avgpool");
            writer.Add("dropout", "classifier.0", Properties.Rate.Of(0.2));
            writer.Dense("classifier.1", options.Classes);
        }

        return s_end.Finish(writer, PresetInput.Standardised(options.Resolution, PresetInput.Bilinear, PresetInput.CommonCrop), options);
    }

    /// <summary>The projection is not a module of its own: its two layers follow the others'.</summary>
    private static BottleneckNames Names(string feature, bool expands)
    {
        var block = feature + ".conv.";
        return new BottleneckNames(
            TorchNames.Sequence(block + "0"),
            TorchNames.Sequence(block + (expands ? "1" : "0")),
            Squeeze: null,
            new ConvolutionNames(block + (expands ? "2" : "1"), block + (expands ? "3" : "2"), ""),
            feature);
    }
}
