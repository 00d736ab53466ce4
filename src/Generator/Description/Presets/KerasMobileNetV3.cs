using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// MobileNetV3 as <c>keras.applications.mobilenet_v3</c> builds it: Howard et al., arXiv:1905.02244.
/// <c>correct_pad</c> before layers of stride 2 pads what <c>same</c> pads.
/// </summary>
internal sealed class KerasMobileNetV3
{
    private static readonly PresetEnd s_end = new(ClassifierActivation.Softmax, "predictions", "global_pooling2d");

    public static readonly KerasMobileNetV3 Large = new(MobileNetV3Table.Large, "hardSwish");
    public static readonly KerasMobileNetV3 LargeMinimalistic = new(MobileNetV3Table.Large.Minimalistic(), "relu");
    public static readonly KerasMobileNetV3 Small = new(MobileNetV3Table.Small, "hardSwish");
    public static readonly KerasMobileNetV3 SmallMinimalistic = new(MobileNetV3Table.Small.Minimalistic(), "relu");

    private readonly MobileNetV3Table _table;
    private readonly string _activation;

    private KerasMobileNetV3(MobileNetV3Table table, string activation) => (_table, _activation) = (table, activation);

    public ObjectNode Write(PresetOptions options)
    {
        var writer = new LayerWriter(Padding.Same, epsilon: 1e-3);
        if (options.IncludePreprocessing)
        {
            writer.Add("rescale", "rescaling", Properties.Scale.Of(1 / 127.5), Properties.Offset.Of(-1));
        }

        writer.Convolve(Convolution("conv"), 16, 3, 2, _activation);
        for (var index = 0; index < _table.Rows.Length; index++)
        {
            _table.Rows[index].Scaled(writer.Channels, options.Width)
                .Write(writer, Names(index == 0 ? "expanded_conv_" : $"expanded_conv_{Invariant.Format(index)}_"));
        }

        writer.Convolve(Convolution("conv_1"), ChannelWidth.Round(writer.Channels * 6), 1, 1, _activation);
        if (options.IncludeTop)
        {
            writer.Add("globalAveragePool", "global_average_pooling2d");
            var features = options.Width > 1 ? ChannelWidth.Round(_table.Features * options.Width) : _table.Features;
            writer.Pointwise("conv_2", features, "conv_2_activation", _activation);
            writer.Add("dropout", "dropout", Properties.Rate.Of(0.2));
            writer.Pointwise("logits", options.Classes);
        }

        return s_end.Finish(writer, options.IncludePreprocessing ? PresetInput.Bytes(options.Resolution) : PresetInput.Signed(options.Resolution), options);
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
}
