using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// A convolution whose window is larger than a pixel, or has a stride. Workers share output rows. In a row, pixels whose
/// window meets the padding go one by one, the others in tiles.
/// </summary>
internal sealed class WindowLoops
{
    private const string Arguments = "ref input, y, x, top, bottom, left, right";
    private readonly KernelSpec _kernel;
    private readonly Dialect _dialect;
    private readonly Window _window;
    private readonly WindowGeometry _geometry;
    private readonly RegisterTile _tile;
    private readonly PanelColumns _columns;

    public WindowLoops(KernelSpec kernel, Dialect dialect)
    {
        _kernel = kernel;
        _dialect = dialect;
        _window = ((Convolution)kernel.Operation).Window;
        _geometry = new WindowGeometry(_window, kernel.Inputs[0], kernel.Output);
        _tile = kernel.Schedule!.For(dialect.Tier);
        _columns = new PanelColumns(dialect, _tile, kernel.Output.Channels);
    }

    public static IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("InputWidth", kernel.Inputs[0].Width),
        ("Inputs", kernel.Inputs[0].Channels),
        ("OutputHeight", kernel.Output.Height),
        ("OutputWidth", kernel.Output.Width),
        ("Outputs", kernel.Output.Channels),
        ("Taps", ((Convolution)kernel.Operation).Window.Kernel.Area),
        ("PixelStride", ((Convolution)kernel.Operation).Window.Stride.Width * kernel.Inputs[0].Channels),
        ("Panels", WeightShape.Align(kernel.Output.Channels)),
    ];

    public void Emit(CodeWriter code)
    {
        code.Line();
        using (code.Block($"private static void Run{_dialect.Tier.Name}({Signature.Parameters(_kernel)})"))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                code.Line("int end = frame.End(OutputHeight);");
                using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
                {
                    EmitRow(code);
                }
            }
        }

        foreach (var tile in _columns.Used)
        {
            EmitTile(code, tile);
        }
    }

    private void EmitRow(CodeWriter code)
    {
        code.Line($"int y = {_geometry.OriginRow("row")};");
        code.Line($"int top = {_geometry.Top("y")};");
        code.Line($"int bottom = {_geometry.Bottom("y")};");
        code.Line("ref float line = ref Unsafe.Add(ref output, row * OutputWidth * Outputs);");
        var interior = _geometry.InteriorEnd - _geometry.InteriorFirst;
        var tiles = interior / _tile.Pixels;
        var tail = interior % _tile.Pixels;
        var tailFirst = _geometry.InteriorFirst + (tiles * _tile.Pixels);
        EmitColumns(code, 0, _geometry.InteriorFirst, 1, clipped: true);
        EmitColumns(code, _geometry.InteriorFirst, tailFirst, _tile.Pixels, clipped: false);
        if (tail > 0)
        {
            EmitColumns(code, tailFirst, _geometry.InteriorEnd, tail, clipped: false);
        }

        EmitColumns(code, _geometry.InteriorEnd, _kernel.Output.Width, 1, clipped: true);
    }

    private void EmitColumns(CodeWriter code, int first, int end, int pixels, bool clipped)
    {
        if (first >= end)
        {
            return;
        }

        code.Line();
        using (code.Block($"for (int pixel = {Invariant.Format(first)}; pixel < {Invariant.Format(end)}; pixel += {Invariant.Format(pixels)})"))
        {
            code.Line($"int x = {_geometry.OriginColumn("pixel")};");
            code.Line($"int left = {(clipped ? _geometry.Left("x") : "0")};");
            code.Line($"int right = {(clipped ? _geometry.Right("x") : _geometry.KernelWidth)};");
            EmitPanels(code, pixels);
        }
    }

    private void EmitPanels(CodeWriter code, int pixels)
    {
        if (_columns.FullPanels > 0)
        {
            using (code.Block($"for (int n = 0; n < {Invariant.Format(_columns.FullPanels * WeightShape.PanelWidth)}; n += {Invariant.Format(WeightShape.PanelWidth)})"))
            {
                EmitPanelRefs(code, "n");
                _columns.EmitFullPanel(code, pixels, Arguments);
            }
        }

        if (_columns.LastWidth > 0)
        {
            using (code.Braces())
            {
                EmitPanelRefs(code, Invariant.Format(_columns.FullPanels * WeightShape.PanelWidth));
                _columns.EmitLastPanel(code, pixels, Arguments);
            }
        }
    }

    private static void EmitPanelRefs(CodeWriter code, string n)
    {
        code.Line($"ref float b = ref Unsafe.Add(ref weights, Panels + ({n} * Taps * Inputs));");
        code.Line($"ref float bias = ref Unsafe.Add(ref weights, {n});");
        code.Line($"ref float c = ref Unsafe.Add(ref line, (pixel * Outputs) + {n});");
    }

    private void EmitTile(CodeWriter code, MatrixTile tile)
    {
        code.Line();
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (code.Block($"private static void {tile.Name}(ref float input, int y, int x, int top, int bottom, int left, int right, ref float panel, ref float bias, ref float c)"))
        {
            tile.EmitStart(code);
            using (code.Block("for (int ky = top; ky < bottom; ky++)"))
            using (code.Block("for (int kx = left; kx < right; kx++)"))
            {
                code.Line($"ref float a = ref Unsafe.Add(ref input, (((y + {WindowGeometry.Tap("ky", _window.Dilation.Height)}) * InputWidth) + x + {WindowGeometry.Tap("kx", _window.Dilation.Width)}) * Inputs);");
                code.Line($"ref float b = ref Unsafe.Add(ref panel, ((ky * {_geometry.KernelWidth}) + kx) * Inputs * {Invariant.Format(tile.PanelWidth)});");
                using (code.Block("for (int k = 0; k < Inputs; k++)"))
                {
                    tile.EmitStep(code, "PixelStride");
                }
            }

            code.Line();
            tile.EmitStores(code, _kernel.Activation);
        }
    }
}
