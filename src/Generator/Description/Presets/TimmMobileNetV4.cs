using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// MobileNetV4's convolutional networks as <c>timm.models.mobilenetv3</c> builds them: Qin et al., arXiv:2404.10518, appendix.
/// The head convolves the pooled features, as in V3, and normalises them.
/// </summary>
internal sealed class TimmMobileNetV4
{
    public static readonly TimmMobileNetV4 Small = new(32, PresetInput.CommonCrop,
    [
        [new ConvolutionRow(3, 2, 32), new ConvolutionRow(1, 1, 32)],
        [new ConvolutionRow(3, 2, 96), new ConvolutionRow(1, 1, 64)],
        [new UniversalRow(5, 5, 2, 3, 96), .. Times(4, new UniversalRow(0, 3, 1, 2, 96)), new UniversalRow(3, 0, 1, 4, 96)],
        [
            new UniversalRow(3, 3, 2, 6, 128), new UniversalRow(5, 5, 1, 4, 128), new UniversalRow(0, 5, 1, 4, 128),
            new UniversalRow(0, 5, 1, 3, 128), .. Times(2, new UniversalRow(0, 3, 1, 4, 128)),
        ],
        [new ConvolutionRow(1, 1, 960)],
    ]);

    public static readonly TimmMobileNetV4 Medium = new(32, LargerCrop,
    [
        [new FusedRow(3, 2, 4, 48)],
        [new UniversalRow(3, 5, 2, 4, 80), new UniversalRow(3, 3, 1, 2, 80)],
        [
            new UniversalRow(3, 5, 2, 6, 160), .. Times(2, new UniversalRow(3, 3, 1, 4, 160)), new UniversalRow(3, 5, 1, 4, 160),
            new UniversalRow(3, 3, 1, 4, 160), new UniversalRow(3, 0, 1, 4, 160), new UniversalRow(0, 0, 1, 2, 160), new UniversalRow(3, 0, 1, 4, 160),
        ],
        [
            new UniversalRow(5, 5, 2, 6, 256), new UniversalRow(5, 5, 1, 4, 256), .. Times(2, new UniversalRow(3, 5, 1, 4, 256)),
            new UniversalRow(0, 0, 1, 4, 256), new UniversalRow(3, 0, 1, 4, 256), new UniversalRow(3, 5, 1, 2, 256),
            new UniversalRow(5, 5, 1, 4, 256), .. Times(2, new UniversalRow(0, 0, 1, 4, 256)), new UniversalRow(5, 0, 1, 2, 256),
        ],
        [new ConvolutionRow(1, 1, 960)],
    ]);

    public static readonly TimmMobileNetV4 Large = new(24, LargerCrop,
    [
        [new FusedRow(3, 2, 4, 48)],
        [new UniversalRow(3, 5, 2, 4, 96), new UniversalRow(3, 3, 1, 4, 96)],
        [
            new UniversalRow(3, 5, 2, 4, 192), .. Times(3, new UniversalRow(3, 3, 1, 4, 192)), new UniversalRow(3, 5, 1, 4, 192),
            .. Times(5, new UniversalRow(5, 3, 1, 4, 192)), new UniversalRow(3, 0, 1, 4, 192),
        ],
        [
            new UniversalRow(5, 5, 2, 4, 512), .. Times(3, new UniversalRow(5, 5, 1, 4, 512)), new UniversalRow(5, 0, 1, 4, 512),
            new UniversalRow(5, 3, 1, 4, 512), .. Times(2, new UniversalRow(5, 0, 1, 4, 512)), new UniversalRow(5, 3, 1, 4, 512),
            new UniversalRow(5, 5, 1, 4, 512), .. Times(3, new UniversalRow(5, 0, 1, 4, 512)),
        ],
        [new ConvolutionRow(1, 1, 960)],
    ]);

    private const string Activation = "relu";
    private const double LargerCrop = 0.95;
    private const int Features = 1280;

    private static readonly PresetEnd s_end = new(ClassifierActivation.None, "softmax", "global_pool");

    private readonly int _stem;
    private readonly double _crop;
    private readonly Row[][] _stages;

    private TimmMobileNetV4(int stem, double crop, Row[][] stages) => (_stem, _crop, _stages) = (stem, crop, stages);

    public ObjectNode Write(PresetOptions options)
    {
        var writer = new LayerWriter(Padding.Symmetric, epsilon: 1e-5);

        // A narrower network keeps the stem's width, and every network the features'.
        writer.Convolve(TimmNames.Normalised("conv_stem", "bn1"), ChannelWidth.Round(_stem * Math.Max(1, options.Width)), 3, 2, Activation);
        for (var stage = 0; stage < _stages.Length; stage++)
        {
            for (var row = 0; row < _stages[stage].Length; row++)
            {
                _stages[stage][row].Write(writer, $"blocks.{Invariant.Format(stage)}.{Invariant.Format(row)}", options.Width);
            }
        }

        if (options.IncludeTop)
        {
            writer.Add("globalAveragePool", "global_pool");
            writer.Convolve(TimmNames.Normalised("conv_head", "norm_head"), Features, 1, 1, Activation);
            writer.Dense("classifier", options.Classes);
        }

        return s_end.Finish(writer, PresetInput.Standardised(options.Resolution, PresetInput.Bicubic, _crop), options);
    }

    private static IEnumerable<Row> Times(int count, Row row) => Enumerable.Repeat(row, count);

    private static ConvolutionNames Module(string name) => TimmNames.Normalised(name + ".conv", name + ".bn");

    private abstract record Row(int Stride, int Filters)
    {
        public void Write(LayerWriter writer, string block, double width)
        {
            var (shortcut, inputs, filters) = (writer.Last, writer.Channels, ChannelWidth.Round(Filters * width));
            Write(writer, block, filters);
            if (HasShortcut && Stride == 1 && inputs == filters)
            {
                writer.Join("add", block, shortcut);
            }
        }

        protected virtual bool HasShortcut => true;

        protected abstract void Write(LayerWriter writer, string block, int filters);
    }

    /// <summary>A convolution alone: timm's <c>cn</c>.</summary>
    private sealed record ConvolutionRow(int Kernel, int Stride, int Filters) : Row(Stride, Filters)
    {
        protected override bool HasShortcut => false;

        protected override void Write(LayerWriter writer, string block, int filters) =>
            writer.Convolve(TimmNames.Normalised(block + ".conv", block + ".bn1"), filters, Kernel, Stride, Activation);
    }

    /// <summary>The fused inverted bottleneck, whose expansion is the convolution over space: timm's <c>er</c>.</summary>
    private sealed record FusedRow(int Kernel, int Stride, double Expansion, int Filters) : Row(Stride, Filters)
    {
        protected override void Write(LayerWriter writer, string block, int filters)
        {
            var expanded = ChannelWidth.Round(writer.Channels * Expansion);
            writer.Convolve(TimmNames.Normalised(block + ".conv_exp", block + ".bn1"), expanded, Kernel, Stride, Activation);
            writer.Convolve(TimmNames.Normalised(block + ".conv_pwl", block + ".bn2"), filters, 1, 1, activation: null);
        }
    }

    /// <summary>
    /// The universal inverted bottleneck, section 4 of the paper and timm's <c>uir</c>: a depthwise convolution before the expansion,
    /// one after it, both, or none. The last of them has the stride.
    /// </summary>
    /// <param name="Start">Kernel of the depthwise convolution before, or 0 for none.</param>
    /// <param name="Middle">Kernel of the one between expansion and projection, or 0 for none.</param>
    private sealed record UniversalRow(int Start, int Middle, int Stride, double Expansion, int Filters) : Row(Stride, Filters)
    {
        protected override void Write(LayerWriter writer, string block, int filters)
        {
            var expanded = ChannelWidth.Round(writer.Channels * Expansion);
            if (Start > 0)
            {
                writer.ConvolveDepthwise(Module(block + ".dw_start"), Start, Middle > 0 ? 1 : Stride, activation: null);
            }

            writer.Convolve(Module(block + ".pw_exp"), expanded, 1, 1, Activation);
            if (Middle > 0)
            {
                writer.ConvolveDepthwise(Module(block + ".dw_mid"), Middle, Stride, Activation);
            }

            writer.Convolve(Module(block + ".pw_proj"), filters, 1, 1, activation: null);
        }
    }
}
