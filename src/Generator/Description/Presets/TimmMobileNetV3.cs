using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// MobileNetV3 as <c>timm.models.mobilenetv3</c> builds it. Weights that came from TensorFlow (<c>tf_mobilenetv3_*</c>) have the same names as timm's own,
/// and another epsilon, padding and preprocessing; <c>mobilenetv3_rw</c> is an earlier reading of the paper.
/// </summary>
internal sealed record TimmMobileNetV3(MobileNetV3Table Table, int[] StageLengths)
{
    public static readonly TimmMobileNetV3 Large = new(MobileNetV3Table.Large, [1, 2, 3, 4, 2, 3]);
    public static readonly TimmMobileNetV3 Small = new(MobileNetV3Table.Small, [1, 2, 3, 2, 3]);
    public static readonly TimmMobileNetV3 LargeOfTensorFlow = Large with { IsOfTensorFlow = true, Epsilon = 1e-3 };
    public static readonly TimmMobileNetV3 SmallOfTensorFlow = Small with { IsOfTensorFlow = true, Epsilon = 1e-3 };
    public static readonly TimmMobileNetV3 LargeMinimalistic = LargeOfTensorFlow with { Table = MobileNetV3Table.Large.Minimalistic(), Activation = "relu" };
    public static readonly TimmMobileNetV3 SmallMinimalistic = SmallOfTensorFlow with { Table = MobileNetV3Table.Small.Minimalistic(), Activation = "relu" };
    public static readonly TimmMobileNetV3 Rw = Large with { IsRw = true, Epsilon = 1e-3 };

    private const int Stem = 16;

    private static readonly PresetEnd s_end = new(ClassifierActivation.None, "softmax", "global_pool");

    public bool IsOfTensorFlow { get; init; }

    public bool IsRw { get; init; }

    public double Epsilon { get; init; } = 1e-5;

    public string Activation { get; init; } = "hardSwish";

    public ObjectNode Write(PresetOptions options)
    {
        var writer = new LayerWriter(IsOfTensorFlow ? Padding.Same : Padding.Symmetric, Epsilon);
        var stem = options.Width < 0.75 && !IsRw ? Stem : ChannelWidth.Round(Stem * options.Width);
        writer.Convolve(TimmNames.Normalised("conv_stem", "bn1"), stem, 3, 2, Activation);
        var row = 0;
        for (var stage = 0; stage < StageLengths.Length; stage++)
        {
            for (var index = 0; index < StageLengths[stage]; index++, row++)
            {
                var block = $"blocks.{Invariant.Format(stage)}.{Invariant.Format(index)}";
                Scaled(row, writer.Channels, options.Width).Write(writer, row == 0 ? TimmNames.Separable(block) : TimmNames.Inverted(block));
            }
        }

        // Six times what the last block makes at the paper's width.
        var last = $"blocks.{Invariant.Format(StageLengths.Length)}.0";
        writer.Convolve(TimmNames.Normalised(last + ".conv", last + ".bn1"), ChannelWidth.Round(6 * Table.Rows[^1].Filters * options.Width), 1, 1, Activation);
        if (options.IncludeTop)
        {
            writer.Add("globalAveragePool", "global_pool");
            writer.Pointwise("conv_head", Table.Features, "act2", Activation, bias: !IsRw);
            writer.Dense("classifier", options.Classes);
        }

        return s_end.Finish(writer, Input(options), options);
    }

    /// <summary>mobilenetv3_rw squeezes to an exact quarter with the block's own activation, and adds nothing in its first block.</summary>
    private Bottleneck Scaled(int row, int inputs, double width)
    {
        var block = Table.Rows[row].Scaled(inputs, width);
        return IsRw
            ? block with { Squeezed = block.Squeezed > 0 ? block.Expanded / 4 : 0, SqueezeActivation = block.Activation, HasShortcut = row > 0 }
            : block;
    }

    private ObjectNode Input(PresetOptions options) => IsOfTensorFlow
        ? PresetInput.SignedShortSide(options.Resolution, PresetInput.Bilinear)
        : PresetInput.Standardised(options.Resolution, PresetInput.Bicubic, PresetInput.CommonCrop);
}
