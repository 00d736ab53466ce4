using MobileNetGen.Generator.Support;
using static MobileNetGen.Generator.Description.Presets.Nodes;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// MobileNetV3 as <c>keras.applications.mobilenet_v3</c> builds it: Howard et al., arXiv:1905.02244, tables 1 and 2; the minimalistic ones
/// have neither squeeze-and-excite nor hard-swish nor 5×5 kernels. <c>correct_pad</c> in front of layers of stride 2 pads what <c>same</c> pads.
/// </summary>
internal sealed class KerasMobileNetV3
{
    private const double SqueezeRatio = 0.25;

    private static readonly PresetEnd s_end = new(ClassifierActivation.Softmax, "predictions", "global_pooling2d");

    private static readonly Row[] s_large =
    [
        new(1, 16, 3, 1, false, false),
        new(4, 24, 3, 2, false, false), new(3, 24, 3, 1, false, false),
        new(3, 40, 5, 2, true, false), new(3, 40, 5, 1, true, false), new(3, 40, 5, 1, true, false),
        new(6, 80, 3, 2, false, true), new(2.5, 80, 3, 1, false, true), new(2.3, 80, 3, 1, false, true), new(2.3, 80, 3, 1, false, true),
        new(6, 112, 3, 1, true, true), new(6, 112, 3, 1, true, true),
        new(6, 160, 5, 2, true, true), new(6, 160, 5, 1, true, true), new(6, 160, 5, 1, true, true),
    ];

    private static readonly Row[] s_small =
    [
        new(1, 16, 3, 2, true, false),
        new(72.0 / 16, 24, 3, 2, false, false), new(88.0 / 24, 24, 3, 1, false, false),
        new(4, 40, 5, 2, true, true), new(6, 40, 5, 1, true, true), new(6, 40, 5, 1, true, true),
        new(3, 48, 5, 1, true, true), new(3, 48, 5, 1, true, true),
        new(6, 96, 5, 2, true, true), new(6, 96, 5, 1, true, true), new(6, 96, 5, 1, true, true),
    ];

    public static readonly KerasMobileNetV3 Large = new(s_large, 1280, minimalistic: false);
    public static readonly KerasMobileNetV3 LargeMinimalistic = new(s_large, 1280, minimalistic: true);
    public static readonly KerasMobileNetV3 Small = new(s_small, 1024, minimalistic: false);
    public static readonly KerasMobileNetV3 SmallMinimalistic = new(s_small, 1024, minimalistic: true);

    private readonly Row[] _rows;
    private readonly int _features;
    private readonly bool _minimalistic;

    private KerasMobileNetV3(Row[] rows, int features, bool minimalistic) =>
        (_rows, _features, _minimalistic) = (rows, features, minimalistic);

    public ObjectNode Write(PresetOptions options)
    {
        var writer = new LayerWriter("same", epsilon: 1e-3);
        var activation = _minimalistic ? "relu" : "hardSwish";
        if (options.IncludePreprocessing)
        {
            writer.Add("rescale", "rescaling", ("scale", Number(1 / 127.5)), ("offset", Number(-1)));
        }

        writer.Convolve(Convolution("conv"), 16, 3, 2, activation);
        for (var index = 0; index < _rows.Length; index++)
        {
            Block(_rows[index], writer, options.Width, activation)
                .Write(writer, Names(index == 0 ? "expanded_conv_" : $"expanded_conv_{Invariant.Format(index)}_"));
        }

        writer.Convolve(Convolution("conv_1"), ChannelWidth.Round(writer.Channels * 6), 1, 1, activation);
        if (options.IncludeTop)
        {
            writer.Add("globalAveragePool", "global_average_pooling2d");
            writer.Biased("conv_2", options.Width > 1 ? ChannelWidth.Round(_features * options.Width) : _features, "conv_2_activation", activation);
            writer.Add("dropout", "dropout", ("rate", Number(0.2)));
            writer.Biased("logits", options.Classes);
        }

        return s_end.Finish(writer, options.IncludePreprocessing ? PresetInput.Bytes(options.Resolution) : PresetInput.Signed(options.Resolution), options);
    }

    private Bottleneck Block(Row row, LayerWriter writer, double width, string activation)
    {
        var expanded = ChannelWidth.Round(writer.Channels * row.Expansion);
        return new Bottleneck(
            _minimalistic ? 3 : row.Kernel,
            expanded,
            ChannelWidth.Round(row.Filters * width),
            row.Stride,
            row.Squeezes && !_minimalistic ? ChannelWidth.Round(expanded * SqueezeRatio) : 0,
            row.IsHard ? activation : "relu");
    }

    private static BottleneckNames Names(string prefix) => new(
        Convolution(prefix + "expand"),
        Convolution(prefix + "depthwise"),
        new SqueezeNames(
            prefix + "squeeze_excite_avg_pool",
            prefix + "squeeze_excite_conv",
            prefix + "squeeze_excite_relu",
            prefix + "squeeze_excite_conv_1",
            prefix + "squeeze_excite_gate",
            prefix + "squeeze_excite_mul"),
        Convolution(prefix + "project"),
        prefix + "add");

    private static ConvolutionNames Convolution(string name) => new(name, name + "_bn", name + "_activation");

    /// <param name="IsHard">Whether the activation is hard-swish, and not ReLU.</param>
    private sealed record Row(double Expansion, int Filters, int Kernel, int Stride, bool Squeezes, bool IsHard);
}
