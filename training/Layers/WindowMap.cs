using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Training.Layers;

/// <summary>Which pixel of the input a tap of a window sees, for every pixel of the output.</summary>
internal sealed class WindowMap(Window window, TensorType input, TensorType output)
{
    private readonly Margins _margins = window.Margins(input);

    public TensorType Input { get; } = input;

    public TensorType Output { get; } = output;

    public Extent Kernel { get; } = window.Kernel;

    public int Taps => Kernel.Area;

    /// <summary>True if every output pixel is made of the input pixel at its place.</summary>
    public bool IsIdentity { get; } = window.IsPointwise;

    /// <summary>The input pixel's number, or −1 for padding.</summary>
    public int Pixel(int outputPixel, int tap)
    {
        var (outputRow, outputColumn) = Math.DivRem(outputPixel, Output.Width);
        var (kernelRow, kernelColumn) = Math.DivRem(tap, Kernel.Width);
        var row = (outputRow * window.Stride.Height) + (kernelRow * window.Dilation.Height) - _margins.Top;
        var column = (outputColumn * window.Stride.Width) + (kernelColumn * window.Dilation.Width) - _margins.Left;
        return (uint)row < (uint)Input.Height && (uint)column < (uint)Input.Width ? (row * Input.Width) + column : -1;
    }

    /// <summary>The whole map as a table: [output pixel][tap].</summary>
    public int[] Table() =>
        [.. Enumerable.Range(0, Output.Pixels * Taps).Select(index => Pixel(index / Taps, index % Taps))];
}
