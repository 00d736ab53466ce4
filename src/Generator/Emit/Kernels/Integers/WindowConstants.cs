using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>A window as constants, and loops over its taps.</summary>
internal static class WindowConstants
{
    public static IEnumerable<(string Name, int Value)> Of(Window window, TensorType input, TensorType output) =>
    [
        ("InputHeight", input.Height),
        ("InputWidth", input.Width),
        ("Channels", input.Channels),
        ("OutputHeight", output.Height),
        ("OutputWidth", output.Width),
        ("KernelHeight", window.Kernel.Height),
        ("KernelWidth", window.Kernel.Width),
        ("StrideY", window.Stride.Height),
        ("StrideX", window.Stride.Width),
        ("DilationY", window.Dilation.Height),
        ("DilationX", window.Dilation.Width),
        ("Top", window.Margins(input).Top),
        ("Left", window.Margins(input).Left),
    ];

    /// <summary>Loops over the taps of the window at <c>row</c> and <c>column</c> that lie in the map, at <c>y</c> and <c>x</c>.</summary>
    public static TapLoops Taps(CodeWriter code)
    {
        var rows = code.Block("for (int ky = 0; ky < KernelHeight; ky++)");
        code.Line("int y = (row * StrideY) - Top + (ky * DilationY);");
        var columns = code.Block("for (int kx = 0; kx < KernelWidth && (uint)y < InputHeight; kx++)");
        code.Line("int x = (column * StrideX) - Left + (kx * DilationX);");
        var inside = code.Block("if ((uint)x < InputWidth)");
        return new TapLoops(rows, columns, inside);
    }

    internal readonly struct TapLoops(CodeWriter.Scope rows, CodeWriter.Scope columns, CodeWriter.Scope inside) : IDisposable
    {
        public void Dispose()
        {
            inside.Dispose();
            columns.Dispose();
            rows.Dispose();
        }
    }
}
