using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// MobileNetV1 as <c>timm.models.efficientnet</c> builds <c>mobilenetv1_*</c>: Howard et al., arXiv:1704.04861, table 1, with ReLU6,
/// symmetric padding, and channels rounded to multiples of 8.
/// </summary>
/// <param name="hasHead">Whether a convolution stands between the last block and the pooling: timm's names that end in <c>h</c>.</param>
internal sealed class TimmMobileNetV1(bool hasHead)
{
    public static readonly TimmMobileNetV1 Plain = new(hasHead: false);
    public static readonly TimmMobileNetV1 WithHead = new(hasHead: true);

    private const string Activation = "relu6";
    private const int HeadChannels = 1024;

    private static readonly PresetEnd s_end = new(ClassifierActivation.None, "softmax", "global_pool");

    private static readonly (int Filters, int Count, int Stride)[] s_stages = [(64, 1, 1), (128, 2, 2), (256, 2, 2), (512, 6, 2), (1024, 2, 2)];

    public ObjectNode Write(PresetOptions options)
    {
        var writer = new LayerWriter(Padding.Symmetric, epsilon: 1e-5);
        writer.Convolve(TimmNames.Normalised("conv_stem", "bn1"), ChannelWidth.Round(32 * options.Width), 3, 2, Activation);
        for (var stage = 0; stage < s_stages.Length; stage++)
        {
            var (filters, count, stride) = s_stages[stage];
            for (var index = 0; index < count; index++)
            {
                var names = TimmNames.Separable($"blocks.{Invariant.Format(stage)}.{Invariant.Format(index)}");
                writer.ConvolveDepthwise(names.Depthwise, 3, index == 0 ? stride : 1, Activation);
                writer.Convolve(names.Project, ChannelWidth.Round(filters * options.Width), 1, 1, Activation);
            }
        }

        if (hasHead)
        {
            writer.Convolve(TimmNames.Normalised("conv_head", "bn2"), ChannelWidth.Round(HeadChannels * Math.Max(1, options.Width)), 1, 1, Activation);
        }

        if (options.IncludeTop)
        {
            writer.Add("globalAveragePool", "global_pool");
            writer.Dense("classifier", options.Classes);
        }

        return s_end.Finish(writer, PresetInput.SignedShortSide(options.Resolution, PresetInput.Bicubic), options);
    }
}
