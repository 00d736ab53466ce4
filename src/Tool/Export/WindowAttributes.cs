using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Export;

/// <summary>How windows move, as attributes of ONNX operators.</summary>
internal static class WindowAttributes
{
    public static AttributeProto[] Sliding(Window window, TensorType type)
    {
        var margins = window.Margins(type);
        return
        [
            Integers("kernel_shape", window.Kernel.Height, window.Kernel.Width),
            Integers("strides", window.Stride.Height, window.Stride.Width),
            Integers("pads", margins.Top, margins.Left, margins.Bottom, margins.Right),
        ];
    }

    /// <summary>Where more is added than cut off, ONNX has output padding.</summary>
    public static AttributeProto[] Spreading(ConvTranspose convolution, TensorType type, TensorType output)
    {
        var window = convolution.Window;
        var (top, left) = (convolution.Rows(type).Before, convolution.Columns(type).Before);
        var bottom = ((type.Height - 1) * window.Stride.Height) + window.Reach.Height - top - output.Height;
        var right = ((type.Width - 1) * window.Stride.Width) + window.Reach.Width - left - output.Width;
        return
        [
            Integers("kernel_shape", window.Kernel.Height, window.Kernel.Width),
            Integers("strides", window.Stride.Height, window.Stride.Width),
            Integers("pads", top, left, Math.Max(bottom, 0), Math.Max(right, 0)),
            Integers("output_padding", Math.Max(-bottom, 0), Math.Max(-right, 0)),
            Dilations(window),
            Integer("group", convolution.Groups),
        ];
    }

    public static AttributeProto Dilations(Window window) => Integers("dilations", window.Dilation.Height, window.Dilation.Width);
}
