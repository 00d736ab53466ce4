using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels;

/// <summary>
/// A matrix product: <c>Pixels</c> rows of <c>Inputs</c> floats times panels of weights.
/// Workers share the outer loop, tiles of pixels or panels.
/// </summary>
internal sealed class PointwiseLoops(KernelSpec kernel, Dialect dialect)
{
    private readonly RegisterTile _tile = kernel.Schedule!.For(dialect.Tier);
    private readonly PanelColumns _columns = new(dialect, kernel.Schedule!.For(dialect.Tier), kernel.Output.Channels);

    private int Tiles => kernel.Output.Pixels / _tile.Pixels;

    private int TailPixels => kernel.Output.Pixels % _tile.Pixels;

    public static IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        ("Inputs", kernel.Inputs[0].Channels),
        ("Outputs", kernel.Output.Channels),
        ("Panels", WeightShape.Align(kernel.Output.Channels)),
    ];

    public void Emit(CodeWriter code)
    {
        code.Line();
        using (code.Block($"private static void Run{dialect.Tier.Name}({Signature.Parameters(kernel)})"))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                if (kernel.Schedule!.Order == LoopOrder.PixelsOutside)
                {
                    EmitPixelsOutside(code);
                }
                else
                {
                    EmitPanelsOutside(code);
                }
            }
        }

        foreach (var tile in _columns.Used)
        {
            EmitTile(code, tile);
        }
    }

    private void EmitPixelsOutside(CodeWriter code)
    {
        code.Line($"int end = frame.End({Invariant.Format(Tiles)});");
        using (code.Block($"for (int tile = frame.Begin({Invariant.Format(Tiles)}); tile < end; tile++)"))
        {
            EmitAllPanels(code, $"tile * {Invariant.Format(_tile.Pixels)}", _tile.Pixels);
        }

        if (TailPixels > 0)
        {
            code.Line();
            using (code.Block($"if (end == {Invariant.Format(Tiles)})"))
            {
                EmitAllPanels(code, Invariant.Format(Tiles * _tile.Pixels), TailPixels);
            }
        }
    }

    private void EmitAllPanels(CodeWriter code, string pixel, int pixels)
    {
        code.Line($"ref float a = ref Unsafe.Add(ref input, {pixel} * Inputs);");
        code.Line($"ref float row = ref Unsafe.Add(ref output, {pixel} * Outputs);");
        if (_columns.FullPanels > 0)
        {
            using (code.Block($"for (int n = 0; n < {Invariant.Format(_columns.FullPanels * WeightShape.PanelWidth)}; n += {Invariant.Format(WeightShape.PanelWidth)})"))
            {
                EmitPanelRefs(code, "n", "row");
                _columns.EmitFullPanel(code, pixels, "ref a");
            }
        }

        if (_columns.LastWidth > 0)
        {
            using (code.Braces())
            {
                EmitPanelRefs(code, Invariant.Format(_columns.FullPanels * WeightShape.PanelWidth), "row");
                _columns.EmitLastPanel(code, pixels, "ref a");
            }
        }
    }

    private void EmitPanelsOutside(CodeWriter code)
    {
        var full = Invariant.Format(_columns.FullPanels);
        var all = Invariant.Format(_columns.Panels);
        code.Line($"int end = frame.End({all});");
        if (_columns.FullPanels > 0)
        {
            using (code.Block($"for (int panel = frame.Begin({all}); panel < {(_columns.LastWidth > 0 ? $"Math.Min(end, {full})" : "end")}; panel++)"))
            {
                code.Line($"int n = panel * {Invariant.Format(WeightShape.PanelWidth)};");
                EmitAllPixels(code, "n", _columns.EmitFullPanel);
            }
        }

        if (_columns.LastWidth > 0)
        {
            code.Line();
            using (code.Block($"if (end == {all})"))
            {
                EmitAllPixels(code, Invariant.Format(_columns.FullPanels * WeightShape.PanelWidth), _columns.EmitLastPanel);
            }
        }
    }

    private void EmitAllPixels(CodeWriter code, string n, Action<CodeWriter, int, string> emitPanel)
    {
        if (Tiles > 1)
        {
            using (code.Block($"for (int tile = 0; tile < {Invariant.Format(Tiles)}; tile++)"))
            {
                EmitPanel($"tile * {Invariant.Format(_tile.Pixels)}", _tile.Pixels);
            }
        }
        else if (TailPixels == 0)
        {
            EmitPanel("0", _tile.Pixels);
        }
        else
        {
            using (code.Braces())
            {
                EmitPanel("0", _tile.Pixels);
            }
        }

        if (TailPixels > 0)
        {
            code.Line();
            using (code.Braces())
            {
                EmitPanel(Invariant.Format(Tiles * _tile.Pixels), TailPixels);
            }
        }

        void EmitPanel(string pixel, int pixels)
        {
            code.Line($"ref float a = ref Unsafe.Add(ref input, {pixel} * Inputs);");
            EmitPanelRefs(code, n, $"Unsafe.Add(ref output, {pixel} * Outputs)");
            emitPanel(code, pixels, "ref a");
        }
    }

    private static void EmitPanelRefs(CodeWriter code, string n, string row)
    {
        code.Line($"ref float b = ref Unsafe.Add(ref weights, Panels + ({n} * Inputs));");
        code.Line($"ref float bias = ref Unsafe.Add(ref weights, {n});");
        code.Line($"ref float c = ref Unsafe.Add(ref {row}, {n});");
    }

    private void EmitTile(CodeWriter code, MatrixTile tile)
    {
        code.Line();
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (code.Block($"private static void {tile.Name}(ref float a, ref float b, ref float bias, ref float c)"))
        {
            tile.EmitStart(code);
            using (code.Block("for (int k = 0; k < Inputs; k++)"))
            {
                tile.EmitStep(code, "Inputs");
            }

            code.Line();
            tile.EmitStores(code, kernel.Activation);
        }
    }
}
