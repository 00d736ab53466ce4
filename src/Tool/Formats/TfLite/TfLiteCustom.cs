using System.Buffers.Binary;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Operators that TensorFlow Lite knows by a name only.</summary>
internal static class TfLiteCustom
{
    private const string TransposedConvolution = "Convolution2DTransposeBias";
    private const int Same = 1;
    private const int Valid = 2;

    public static Value Read(TfLiteNode node) => node.CustomCode == TransposedConvolution
        ? ConvolveTransposed(node)
        : throw new ToolException($"of custom operators, {TransposedConvolution} is accepted.");

    /// <summary>MediaPipe's: input, kernel (outputs first, inputs last), bias. Its options are three integers: padding, columns and rows of the stride.</summary>
    private static Value ConvolveTransposed(TfLiteNode node)
    {
        var options = node.CustomOptions;
        if (options.Length < 12 || node.Input().Shape is not [_, var height, var width, _])
        {
            throw new ToolException($"it has {options.Length} bytes of options and the input {node.Input().ShownShape}; 12 bytes and a batch of maps are accepted.");
        }

        var kernel = TfLiteOperators.Kernel(node, [3, 0, 1, 2]);
        var (extent, stride) = (new Extent(kernel.Shape[2], kernel.Shape[3]), new Extent(Integer(options, 8), Integer(options, 4)));
        if (stride.Height is < 1 or > 1024 || stride.Width is < 1 or > 1024)
        {
            throw new ToolException($"its stride is {stride.Shown}; 1 to 1024 are accepted.");
        }

        var padding = Integer(options, 0) switch
        {
            Same => Padding.Of(Cut(extent, stride, height, width)),
            Valid => Padding.Valid,
            var other => throw new ToolException($"its padding has the number {other}; {Same} for SAME and {Valid} for VALID are accepted."),
        };
        return Convolving.ConvolveTransposed(node.Sketch, node.Name, node.Input(), kernel, node.ConstantOrNull(2), new Window(extent, stride, Extent.One, padding), default, 1, AxisOrder.Nhwc);
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
