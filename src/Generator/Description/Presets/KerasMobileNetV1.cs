using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description.Presets;

/// <summary>
/// MobileNetV1 as <c>keras.applications.mobilenet</c> builds it: Howard et al., arXiv:1704.04861, table 1, with ReLU6,
/// scaled channels cut to integers, and one pixel of padding at the bottom and right of every depthwise layer of stride 2.
/// <c>MobileNetV1ForImageClassification</c> of Hugging Face's transformers has TensorFlow's <c>same</c> there, and no layer of fewer than 8 channels.
/// </summary>
internal sealed class KerasMobileNetV1
{
    public static readonly KerasMobileNetV1 OfKeras = new(Padding.Of(new Margins(0, 1, 0, 1)), minChannels: 1);
    public static readonly KerasMobileNetV1 OfTransformers = new(Padding.Same, minChannels: 8);

    private static readonly PresetEnd s_end = new(ClassifierActivation.Softmax, "predictions", "global_pooling2d");

    private static readonly (int Filters, int Stride)[] s_blocks =
    [
        (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2),
        (512, 1), (512, 1), (512, 1), (512, 1), (512, 1), (1024, 2), (1024, 1),
    ];

    private readonly Padding _strided;
    private readonly int _leastChannels;

    private KerasMobileNetV1(Padding strided, int minChannels) => (_strided, _leastChannels) = (strided, minChannels);

    public ObjectNode Write(PresetOptions options)
    {
        var writer = new LayerWriter(Padding.Same, epsilon: 1e-3);
        writer.Convolve(Names("conv1"), Scale(32), 3, 2, "relu6");
        for (var index = 0; index < s_blocks.Length; index++)
        {
            var (number, (filters, stride)) = (Invariant.Format(index + 1), s_blocks[index]);
            writer.ConvolveDepthwise(Names("conv_dw_" + number), 3, stride, "relu6", stride == 1 ? null : _strided);
            writer.Convolve(Names("conv_pw_" + number), Scale(filters), 1, 1, "relu6");
        }

        if (options.IncludeTop)
        {
            writer.Add("globalAveragePool", "global_average_pooling2d");
            writer.Add("dropout", "dropout", Properties.Rate.Of(0.001));
            writer.Pointwise("conv_preds", options.Classes);
        }

        return s_end.Finish(writer, PresetInput.Signed(options.Resolution), options);

        int Scale(int channels) => Math.Max((int)(channels * options.Width), _leastChannels);
    }

    private static ConvolutionNames Names(string name) => new(name, name + "_bn", name + "_relu");
}
