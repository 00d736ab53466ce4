using System.Buffers.Binary;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Operators that TensorFlow Lite knows by a name only.</summary>
internal static class TfLiteCustom
{
    private const int OptionBytes = 12;
    private const int Same = 1;
    private const int Valid = 2;

    /// <summary>Listed by the names that they have as custom operators.</summary>
    public static readonly IReadOnlyList<TfLiteOperator> All =
    [
        new("Convolution2DTransposeBias", 1, "input filter bias", ConvolveTransposed) { Signature = "custom_options", Limits = "MediaPipe's" },
    ];

    /// <summary>Its options are three integers: padding, columns and rows of the stride. The filter has outputs first, inputs last.</summary>
    private static Value ConvolveTransposed(TfLiteNode node)
    {
        var options = node.CustomOptions;
        var input = node.Real("input");
        if (options.Length < OptionBytes || options[OptionBytes..].ContainsAnyExcept((byte)0) || input.Shape is not [_, var height, var width, _])
        {
            var found = $"{options.Length} bytes of options and the input {input.DisplayShape}";
            throw new ToolException($"it has {found}; {OptionBytes} bytes and a batch of maps are accepted.");
        }

        var kernel = TfLiteConvolutions.Kernel(node, [3, 0, 1, 2]);
        var (extent, stride) = (new Extent(kernel.Shape[2], kernel.Shape[3]), new Extent(Integer(options, 8), Integer(options, 4)));
        if (stride.Height is < 1 or > 1024 || stride.Width is < 1 or > 1024)
        {
            throw new ToolException($"its stride is {stride.DisplayText}; 1 to 1024 are accepted.");
        }

        var padding = Integer(options, 0) switch
        {
            Same => Padding.Of(Cut(extent, stride, height, width)),
            Valid => Padding.Valid,
            var other => throw new ToolException($"its padding is {other}; {Same} for SAME and {Valid} for VALID are accepted."),
        };
        var window = new Window(extent, stride, Extent.One, padding);
        return ConvolutionLowering.ConvolveTransposed(
            node.Sketch,
            node.Name,
            input,
            kernel,
            node.Bias("bias", "input", "filter"),
            window,
            default,
            1,
            AxisOrder.Nhwc);
    }

    /// <summary>What SAME cuts off a map that a kernel was spread over.</summary>
    private static Margins Cut(Extent kernel, Extent stride, int height, int width)
    {
        var rows = Math.Max(0, kernel.Height - ((height - 1) % stride.Height) - 1);
        var columns = Math.Max(0, kernel.Width - ((width - 1) % stride.Width) - 1);
        return new Margins(rows / 2, rows - (rows / 2), columns / 2, columns - (columns / 2));
    }

    private static int Integer(ReadOnlySpan<byte> options, int at) => BinaryPrimitives.ReadInt32LittleEndian(options[at..]);
}
