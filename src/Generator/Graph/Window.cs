using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Graph;

/// <summary>A kernel that slides over a map: what convolutions and poolings share.</summary>
internal sealed record Window(Extent Kernel, Extent Stride, Extent Dilation, Padding Padding)
{
    /// <summary>True for 1×1, stride 1, without padding: every output pixel reads the input pixel at its place.</summary>
    public bool IsPointwise => Kernel == Extent.One && Stride == Extent.One
        && (Padding.Mode != PaddingMode.Explicit || Padding.Amount.IsNone);

    /// <summary>Pixels from the first tap to the last, both included.</summary>
    public Extent Reach => new(((Kernel.Height - 1) * Dilation.Height) + 1, ((Kernel.Width - 1) * Dilation.Width) + 1);

    /// <summary><c>3×3 /2</c>.</summary>
    public string DisplayText => Kernel.DisplayText
        + (Stride == Extent.One ? "" : " /" + Stride.DisplayShort)
        + (Dilation == Extent.One ? "" : " dilation " + Dilation.DisplayShort);

    public Margins Margins(TensorType input)
    {
        switch (Padding.Mode)
        {
            case PaddingMode.Valid:
                return default;
            case PaddingMode.Explicit:
                return Padding.Amount;
            case PaddingMode.Symmetric:
                return new Margins(Reach.Height / 2, Reach.Height / 2, Reach.Width / 2, Reach.Width / 2);
            default:
                var rows = SameTotal(input.Height, Reach.Height, Stride.Height);
                var columns = SameTotal(input.Width, Reach.Width, Stride.Width);
                return new Margins(rows / 2, rows - (rows / 2), columns / 2, columns - (columns / 2));
        }
    }

    /// <summary>The map that the window makes of one with <paramref name="input"/>'s extent, with <paramref name="channels"/> channels.</summary>
    public (TensorType? Type, string? Problem) Slide(TensorType input, int channels)
    {
        var margins = Margins(input);
        var height = OutputLength((long)input.Height + margins.Top + margins.Bottom, Reach.Height, Stride.Height);
        var width = OutputLength((long)input.Width + margins.Left + margins.Right, Reach.Width, Stride.Width);
        if (height < 1 || width < 1)
        {
            return (null, $"a {DisplayText} window needs a map of {Reach.DisplayText} at least, padding included; pad more, or use a smaller kernel.");
        }

        if (Math.Max(margins.Top, margins.Bottom) >= Reach.Height && !margins.IsNone || Math.Max(margins.Left, margins.Right) >= Reach.Width && !margins.IsNone)
        {
            return (null, $"padding {margins.DisplayText} is as wide as the {DisplayText} window, so that some outputs would see padding only; pad by "
                + $"less than the kernel.");
        }

        return (new TensorType((int)height, (int)width, channels) { Element = input.Element }, null);
    }

    /// <summary>True if each output has a tap inside the map: with dilation, taps can lie on both sides of a small one.</summary>
    public bool SeesMap(TensorType input, TensorType output)
    {
        var margins = Margins(input);
        return Sees(input.Height, margins.Top, output.Height, Kernel.Height, Stride.Height, Dilation.Height)
            && Sees(input.Width, margins.Left, output.Width, Kernel.Width, Stride.Width, Dilation.Width);
    }

    /// <summary>The same window with its padding as numbers.</summary>
    public Window WithMargins(TensorType input) => Widened(input, default);

    /// <summary>The window that sees of a map inside a border what this one sees of <paramref name="input"/>, the map with the border.</summary>
    public Window Widened(TensorType input, Margins border) => this with { Padding = Padding.Of(Margins(input) + border) };

    private static bool Sees(int length, int before, int outputs, int taps, int stride, int dilation) =>
        Enumerable.Range(0, outputs).All(output =>
        {
            var origin = (output * stride) - before;
            var first = origin >= 0 ? 0 : (dilation - 1 - origin) / dilation;
            return first < taps && origin + (first * dilation) < length;
        });

    private static long OutputLength(long padded, int reach, int stride) => padded < reach ? 0 : ((padded - reach) / stride) + 1;

    private static int SameTotal(int length, int reach, int stride)
    {
        var output = (length + stride - 1) / stride;
        return Math.Max(((output - 1) * stride) + reach - length, 0);
    }

    /// <summary><c>same (0,1,0,1)</c>; empty where nothing is padded and nothing could be.</summary>
    public string DisplayPadding(TensorType input) => IsPointwise ? "" : DisplayPadding(Padding.Mode, Margins(input));

    public static string DisplayPadding(PaddingMode mode, Margins margins) => mode switch
    {
        PaddingMode.Same => $"same ({margins.DisplayText})",
        PaddingMode.Symmetric => $"symmetric ({margins.DisplayText})",
        _ => margins.IsNone ? "valid" : $"padding {margins.DisplayText}",
    };
}
