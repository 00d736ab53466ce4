using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Pixels before and after one axis, from the definitions of TensorFlow and PyTorch.</summary>
internal readonly record struct Pads(int Before, int After)
{
    public static Pads OfRows(Window window, Map input) =>
        Of(
            window.Padding,
            input.Height,
            window.Kernel.Height,
            window.Stride.Height,
            window.Dilation.Height,
            window.Padding.Amount.Top,
            window.Padding.Amount.Bottom);

    public static Pads OfColumns(Window window, Map input) =>
        Of(
            window.Padding,
            input.Width,
            window.Kernel.Width,
            window.Stride.Width,
            window.Dilation.Width,
            window.Padding.Amount.Left,
            window.Padding.Amount.Right);

    /// <summary>What a transposed convolution cuts off, before anything is added: the padding of the convolution whose input is its output.</summary>
    public static Pads CutFromRows(Window window, Map input) =>
        Of(
            window.Padding,
            input.Height * window.Stride.Height,
            window.Kernel.Height,
            window.Stride.Height,
            window.Dilation.Height,
            window.Padding.Amount.Top,
            window.Padding.Amount.Bottom);

    public static Pads CutFromColumns(Window window, Map input) =>
        Of(
            window.Padding,
            input.Width * window.Stride.Width,
            window.Kernel.Width,
            window.Stride.Width,
            window.Dilation.Width,
            window.Padding.Amount.Left,
            window.Padding.Amount.Right);

    private static Pads Of(Padding padding, int length, int kernel, int stride, int dilation, int before, int after)
    {
        var reach = ((kernel - 1) * dilation) + 1;
        switch (padding.Mode)
        {
            case PaddingMode.Valid:
                return new Pads(0, 0);
            case PaddingMode.Explicit:
                return new Pads(before, after);
            case PaddingMode.Symmetric:
                return new Pads(reach / 2, reach / 2);
            default:
                var left = length % stride == 0 ? Math.Max(reach - stride, 0) : Math.Max(reach - (length % stride), 0);
                return new Pads(left / 2, left - (left / 2));
        }
    }
}
