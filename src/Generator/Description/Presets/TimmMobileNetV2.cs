using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>MobileNetV2 as <c>timm.models.efficientnet</c> builds <c>mobilenetv2_*</c>.</summary>
internal static class TimmMobileNetV2
{
    private const string Activation = "relu6";

    private static readonly PresetEnd s_end = new(ClassifierActivation.None, "softmax", "global_pool");

    public static ObjectNode Write(PresetOptions options)
    {
        var writer = new LayerWriter(Padding.Symmetric, epsilon: 1e-5);
        writer.Convolve(TimmNames.Normalised("conv_stem", "bn1"), ChannelWidth.Round(32 * options.Width), 3, 2, Activation);
        for (var stage = 0; stage < MobileNetV2Table.Groups.Length; stage++)
        {
            var (expansion, filters, count, stride) = MobileNetV2Table.Groups[stage];
            for (var index = 0; index < count; index++)
            {
                var block = $"blocks.{Invariant.Format(stage)}.{Invariant.Format(index)}";
                new Bottleneck(3, expansion * writer.Channels, ChannelWidth.Round(filters * options.Width), index == 0 ? stride : 1, 0, Activation)
                    .Write(writer, expansion == 1 ? TimmNames.Separable(block) : TimmNames.Inverted(block));
            }
        }

        writer.Convolve(TimmNames.Normalised("conv_head", "bn2"), ChannelWidth.Round(1280 * Math.Max(1, options.Width)), 1, 1, Activation);
        if (options.IncludeTop)
        {
            writer.Add("globalAveragePool", "global_pool");
            writer.Dense("classifier", options.Classes);
        }

        return s_end.Finish(writer, PresetInput.Standardised(options.Resolution, PresetInput.Bicubic, PresetInput.CommonCrop), options);
    }
}
