using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// A window that slides over each channel by itself. Workers share output rows; in a row, a method takes a pixel,
/// or several whose windows lie inside the map, over all channels.
/// </summary>
internal abstract class StencilKernel : Kernel
{
    /// <summary>Pixels that one method call takes where no window meets the padding.</summary>
    private const int TilePixels = 4;

    protected static Window WindowOf(KernelSpec kernel) => kernel.Operation.SlidingWindow!;

    /// <summary>The code of one vector of channels for one pixel: reads the window, clipped as the parameters say, and writes <c>c</c>.</summary>
    protected abstract void EmitPixel(KernelSpec kernel, Dialect dialect, string offset, CodeWriter code);

    /// <summary>The code of one vector of channels for several pixels whose windows are clipped at the top and bottom only.</summary>
    protected abstract void EmitPixels(KernelSpec kernel, Dialect dialect, string offset, int pixels, CodeWriter code);

    /// <summary>Loops over all channels of a pixel, which call <paramref name="body"/> for each vector.</summary>
    protected virtual void EmitChannels(KernelSpec kernel, Dialect dialect, Action<Dialect, string> body, CodeWriter code) =>
        ChannelLanes.Emit(code, dialect, kernel.Output.Channels, body);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputWidth", kernel.Inputs[0].Width),
        ("OutputHeight", kernel.Output.Height),
        ("OutputWidth", kernel.Output.Width),
        ("Channels", kernel.Output.Channels),
    ];

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var geometry = new WindowGeometry(WindowOf(kernel), kernel.Inputs[0], kernel.Output);
        var tier = dialect.Tier.Name;
        var interior = geometry.InteriorEnd - geometry.InteriorFirst;
        var tilesEnd = geometry.InteriorFirst + (interior / TilePixels * TilePixels);
        var hasTiles = interior >= TilePixels;
        using (code.Method($"Run{tier}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(OutputHeight);");
                using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
                {
                    code.Line($"int y = {geometry.OriginRow("row")};");
                    code.Line($"int top = {geometry.Top("y")};");
                    code.Line($"int bottom = {geometry.Bottom("y")};");
                    code.Line($"ref {dialect.Element} line = ref Unsafe.Add(ref output, row * OutputWidth * Channels);");
                    EmitColumns(kernel, geometry, $"Pixel{tier}", 0, geometry.InteriorFirst, clipped: true, code);
                    if (hasTiles)
                    {
                        EmitTiles(kernel, geometry, $"Pixels{tier}", tilesEnd, code);
                    }

                    EmitColumns(kernel, geometry, $"Pixel{tier}", hasTiles ? tilesEnd : geometry.InteriorFirst, geometry.InteriorEnd, clipped: false, code);
                    EmitColumns(kernel, geometry, $"Pixel{tier}", geometry.InteriorEnd, kernel.Output.Width, clipped: true, code);
                }
            }
        }

        var operands = $"ref {dialect.Element} input, "
            + (kernel.Weights.Count > 0 ? $"ref {dialect.Element} weights, " : "")
            + $"ref {dialect.Element} c, int y, int x, int top, int bottom";
        if (interior % TilePixels > 0 || interior < kernel.Output.Width)
        {
            using (code.Method($"Pixel{tier}", operands + ", int left, int right"))
            {
                EmitChannels(kernel, dialect, (piece, offset) => EmitPixel(kernel, piece, offset, code), code);
            }
        }

        if (hasTiles)
        {
            using (code.Method($"Pixels{tier}", operands))
            {
                EmitChannels(kernel, dialect, (piece, offset) => EmitPixels(kernel, piece, offset, TilePixels, code), code);
            }
        }
    }

    private static void EmitTiles(KernelSpec kernel, WindowGeometry geometry, string method, int end, CodeWriter code)
    {
        code.Line();
        using (code.Block(
            $"for (int column = {Invariant.Format(geometry.InteriorFirst)}; column < {Invariant.Format(end)}; column += {Invariant.Format(TilePixels)})"))
        {
            code.Line($"{method}({Operands(kernel)}, ref Unsafe.Add(ref line, column * Channels), y, {geometry.OriginColumn("column")}, top, bottom);");
        }
    }

    private static void EmitColumns(KernelSpec kernel, WindowGeometry geometry, string method, int first, int end, bool clipped, CodeWriter code)
    {
        if (first >= end)
        {
            return;
        }

        code.Line();
        using (code.Block($"for (int column = {Invariant.Format(first)}; column < {Invariant.Format(end)}; column++)"))
        {
            code.Line($"int x = {geometry.OriginColumn("column")};");
            var (left, right) = clipped ? (geometry.Left("x"), geometry.Right("x")) : ("0", geometry.KernelWidth);
            code.Line($"{method}({Operands(kernel)}, ref Unsafe.Add(ref line, column * Channels), y, x, top, bottom, {left}, {right});");
        }
    }

    private static string Operands(KernelSpec kernel) => "ref input" + (kernel.Weights.Count > 0 ? ", ref weights" : "");
}
