using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// MobileNetV2 as <c>keras.applications.mobilenet_v2</c> builds it: Sandler et al., arXiv:1801.04381, table 2.
/// Its <c>correct_pad</c> before layers of stride 2 pads what TensorFlow's <c>same</c> pads.
/// </summary>
internal static class KerasMobileNetV2
{
    private static readonly PresetEnd s_end = new(ClassifierActivation.Softmax, "predictions_softmax", "global_pooling2d");

    private static readonly (int Expansion, int Filters, int Stride)[] s_blocks =
    [
        (1, 16, 1),
        (6, 24, 2), (6, 24, 1),
        (6, 32, 2), (6, 32, 1), (6, 32, 1),
        (6, 64, 2), (6, 64, 1), (6, 64, 1), (6, 64, 1),
        (6, 96, 1), (6, 96, 1), (6, 96, 1),
        (6, 160, 2), (6, 160, 1), (6, 160, 1),
        (6, 320, 1),
    ];

    public static ObjectNode Write(PresetOptions options)
    {
        var writer = new LayerWriter(Padding.Same, epsilon: 1e-3);
        writer.Convolve(new ConvolutionNames("Conv1", "bn_Conv1", "Conv1_relu"), ChannelWidth.Round(32 * options.Width), 3, 2, "relu6");
        for (var index = 0; index < s_blocks.Length; index++)
        {
            var (expansion, filters, stride) = s_blocks[index];

            // Keras cuts the scaled number to an integer before it rounds.
            var scaled = ChannelWidth.Round((int)(filters * options.Width));
            new Bottleneck(3, expansion * writer.Channels, scaled, stride, 0, "relu6")
                .Write(writer, Names(index == 0 ? "expanded_conv_" : $"block_{Invariant.Format(index)}_"));
        }

        writer.Convolve(
            new ConvolutionNames("Conv_1", "Conv_1_bn", "out_relu"),
            options.Width > 1 ? ChannelWidth.Round(1280 * options.Width) : 1280,
            1,
            1,
            "relu6");
        if (options.IncludeTop)
        {
            writer.Add("globalAveragePool", "global_average_pooling2d");
            writer.Dense("predictions", options.Classes);
        }

        return s_end.Finish(writer, PresetInput.Signed(options.Resolution), options);
    }

    private static BottleneckNames Names(string prefix) =>
        new(Convolution(prefix + "expand"), Convolution(prefix + "depthwise"), Squeeze: null, Convolution(prefix + "project"), prefix + "add");

    private static ConvolutionNames Convolution(string name) => new(name, name + "_BN", name + "_relu");
}
