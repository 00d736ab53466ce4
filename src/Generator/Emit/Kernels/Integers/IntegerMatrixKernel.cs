using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>
/// A convolution or fully connected layer of integers as a matrix product. A row of the product is a pixel's channels where they lie, or the inputs
/// of a window gathered into the worker's own memory. Workers share tiles of pixels, or panels of outputs.
/// </summary>
internal sealed class IntegerMatrixKernel : Kernel
{
    public override IReadOnlyList<Dialect> DialectsOf(Arithmetic arithmetic) => IntegerTiers.All(arithmetic);

    public override string NameOf(KernelSpec kernel) => kernel.Operation.SlidingWindow is { IsPointwise: false } window
        ? "IntegerConv" + Identifier(window, kernel.Inputs[0])
        : "IntegerPointwise";

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel)
    {
        var plan = PlanOf(kernel);
        return
        [
            ("Pixels", kernel.Output.Pixels),
            ("Outputs", kernel.Output.Channels),
            ("Depth", plan.Depth),
            ("Steps", IntegerLayout.Steps(plan.Depth)),
            ("RowBytes", plan.RowBytes),
            .. plan.Gathers ? new[] { ("RowsAt", IntegerMatrixSchedule.TileBytes) } : [],
            ("Kernel", IntegerLayout.KernelAt(kernel.Output.Channels, kernel.Operation.Integers!.IsFixedPoint)),
        ];
    }

    public override void EmitData(KernelSpec kernel, Arithmetic arithmetic, CodeWriter code) => IntegerTiers.EmitDot(code);

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code) =>
        IntegerTiers.EmitWidths(
            kernel, IntegerWidth.Of(dialect.Tier), width => EmitBody(kernel, width, code), width => EmitTiles(kernel, width, code), code);

    private static void EmitBody(KernelSpec kernel, IntegerWidth width, CodeWriter code)
    {
        if (width == IntegerWidth.Scalar)
        {
            EmitScalar(kernel, PlanOf(kernel), code);
            return;
        }

        IntegerTiers.EmitSums(kernel, "Outputs", code);
        code.Line("ref sbyte kernel = ref Unsafe.As<byte, sbyte>(ref Unsafe.Add(ref weights, Kernel));");
        code.Line("ref int tileSums = ref frame.Scratch<int>(0);");
        if (PlanOf(kernel).Order == LoopOrder.PixelsOutside)
        {
            EmitPixels(kernel, width, code);
        }
        else
        {
            EmitPanels(kernel, width, code);
        }
    }

    private static void EmitTiles(KernelSpec kernel, IntegerWidth width, CodeWriter code)
    {
        if (width == IntegerWidth.Scalar)
        {
            return;
        }

        var (all, pixels, channels) = (kernel.Output.Pixels, PlanOf(kernel).PixelsOf(width), kernel.Output.Channels);
        var tiles =
            from height in new[] { pixels, all % pixels }
            where height > 0
            from outputs in new[] { channels >= width.Outputs ? width.Outputs : 0, channels % width.Outputs }
            where outputs > 0
            select new IntegerTile(width, height, outputs);
        foreach (var tile in tiles)
        {
            tile.Emit(code);
        }
    }

    private static IntegerMatrixSchedule PlanOf(KernelSpec kernel) => (IntegerMatrixSchedule)kernel.Schedule!;

    /// <summary>Each panel through all of the worker's pixels.</summary>
    private static void EmitPanels(KernelSpec kernel, IntegerWidth width, CodeWriter code)
    {
        var plan = PlanOf(kernel);
        var pixels = plan.PixelsOf(width);
        var (tiles, panels) = (Quotient.RoundedUp(plan.Pixels, pixels), Quotient.RoundedUp(kernel.Output.Channels, width.Outputs));
        var sharesPanels = plan.Share == WorkShare.Panels;
        if (sharesPanels)
        {
            EmitRows(kernel, plan, "0", Invariant.Format(plan.Pixels), code);
        }

        var shared = Invariant.Format(sharesPanels ? panels : tiles);
        code.Line($"int begin = frame.Begin({shared});");
        code.Line($"int end = frame.End({shared});");
        using (code.Block(sharesPanels
            ? "for (int panel = begin; panel < end; panel++)"
            : $"for (int panel = 0; panel < {Invariant.Format(panels)}; panel++)"))
        {
            code.Line($"int n = panel * {Invariant.Format(width.Outputs)};");
            using (code.Block(sharesPanels
                ? $"for (int tile = 0; tile < {Invariant.Format(tiles)}; tile++)"
                : "for (int tile = begin; tile < end; tile++)"))
            {
                code.Line($"int pixel = tile * {Invariant.Format(pixels)};");
                EmitTile(kernel, width, Rows(plan, "pixel", isOwnTile: false), code);
            }
        }
    }

    /// <summary>Tiles of pixels, each through all panels. Windows are gathered for several tiles at once.</summary>
    private static void EmitPixels(KernelSpec kernel, IntegerWidth width, CodeWriter code)
    {
        var plan = PlanOf(kernel);
        var pixels = Invariant.Format(plan.PixelsOf(width));
        var tiles = Invariant.Format(Quotient.RoundedUp(plan.Pixels, plan.PixelsOf(width)));
        code.Line($"int begin = frame.Begin({tiles});");
        code.Line($"int end = frame.End({tiles});");
        if (plan.Gathers)
        {
            code.Line("ref byte gathered = ref frame.Scratch<byte>(RowsAt);");
        }

        using (code.Block("for (int tile = begin; tile < end; tile++)"))
        {
            code.Line($"int pixel = tile * {pixels};");
            if (plan.Gathers)
            {
                var together = Invariant.Format(plan.GatheredTiles);
                code.Line($"int place = (tile - begin) % {together};");
                using (code.Block("if (place == 0)"))
                {
                    code.Line($"int count = Math.Min(Math.Min(tile + {together}, end) * {pixels}, Pixels) - pixel;");
                    EmitGather(kernel, plan, "pixel", "count", "gathered", code);
                }

                code.Line();
                code.Line($"ref byte rows = ref Unsafe.Add(ref gathered, place * {pixels} * RowBytes);");
            }

            using (code.Block($"for (int n = 0; n < Outputs; n += {Invariant.Format(width.Outputs)})"))
            {
                EmitTile(kernel, width, Rows(plan, "pixel", isOwnTile: true), code);
            }
        }
    }

    /// <summary>A tile's sums, and what becomes of them. The last tile may have fewer pixels, and the last panel fewer outputs.</summary>
    private static void EmitTile(KernelSpec kernel, IntegerWidth width, string rows, CodeWriter code)
    {
        var (channels, pixels) = (kernel.Output.Channels, PlanOf(kernel).PixelsOf(width));
        var rest = channels % width.Outputs;
        if (rest == 0 || channels < width.Outputs)
        {
            EmitCall(kernel, width, rows, Math.Min(channels, width.Outputs), code);
        }
        else
        {
            using (code.Block($"if (n < {Invariant.Format(channels - rest)})"))
            {
                EmitCall(kernel, width, rows, width.Outputs, code);
            }

            using (code.Block("else"))
            {
                EmitCall(kernel, width, rows, rest, code);
            }

            code.Line();
        }

        var height = kernel.Output.Pixels % pixels == 0 ? Invariant.Format(pixels) : $"Math.Min({Invariant.Format(pixels)}, Pixels - pixel)";
        var count = rest == 0 ? Invariant.Format(width.Outputs) : $"Math.Min({Invariant.Format(width.Outputs)}, Outputs - n)";
        var tile = $"ref tileSums, {Invariant.Format(width.Outputs)}, {height}, n";
        if (kernel.Operation.Integers!.HasWeightZeros)
        {
            using (code.Block("if (sums.HasWeightZeros)"))
            {
                code.Line($"sums.RemoveZeros({tile}, {rows}, RowBytes, Depth);");
            }

            code.Line();
        }

        code.Line($"requantization.Store({tile}, {count}, ref Unsafe.Add(ref output, (pixel * Outputs) + n), Outputs);");
    }

    private static void EmitCall(KernelSpec kernel, IntegerWidth width, string rows, int outputs, CodeWriter code)
    {
        var panel = width.Outputs == WeightShape.PanelWidth ? $"n * Steps * {IntegerLayout.Step}"
            : $"(n / {WeightShape.PanelWidth} * Steps * {WeightShape.PanelWidth * IntegerLayout.Step}) + (n % {WeightShape.PanelWidth} * {IntegerLayout.Step})";
        var arguments = $"{rows}, ref Unsafe.Add(ref kernel, {panel}), ref tileSums";
        var (all, pixels) = (kernel.Output.Pixels, PlanOf(kernel).PixelsOf(width));
        var rest = all % pixels;
        if (rest == 0)
        {
            code.Line($"{new IntegerTile(width, pixels, outputs).Name}({arguments});");
            return;
        }

        using (code.Block($"if (pixel < {Invariant.Format(all - rest)})"))
        {
            code.Line($"{new IntegerTile(width, pixels, outputs).Name}({arguments});");
        }

        using (code.Block("else"))
        {
            code.Line($"{new IntegerTile(width, rest, outputs).Name}({arguments});");
        }
    }

    /// <summary>Windows are gathered; pixels of whole steps are read where they lie.</summary>
    private static void EmitRows(KernelSpec kernel, IntegerMatrixSchedule plan, string pixel, string count, CodeWriter code)
    {
        if (!plan.Gathers)
        {
            return;
        }

        code.Line("ref byte rows = ref frame.Scratch<byte>(RowsAt);");
        EmitGather(kernel, plan, pixel, count, "rows", code);
    }

    private static void EmitGather(KernelSpec kernel, IntegerMatrixSchedule plan, string pixel, string count, string rows, CodeWriter code)
    {
        if (kernel.Operation.SlidingWindow is { IsPointwise: false } window)
        {
            var (input, margins) = (kernel.Inputs[0], window.Margins(kernel.Inputs[0]));
            var shape = string.Join(", ", new[]
            {
                input.Height, input.Width, input.Channels, window.Kernel.Height, window.Kernel.Width, window.Stride.Height, window.Stride.Width,
                window.Dilation.Height, window.Dilation.Width, margins.Top, margins.Left, kernel.Output.Width,
            }.Select(Invariant.Format));
            code.Line($"new IntegerWindow({shape}).Gather(ref input, {pixel}, {count}, ref {rows}, RowBytes, ref weights);");
        }
        else
        {
            code.Line($"IntegerWindow.Copy(ref Unsafe.Add(ref input, {pixel} * Depth), {count}, Depth, ref {rows}, RowBytes);");
        }
    }

    private static string Rows(IntegerMatrixSchedule plan, string pixel, bool isOwnTile) => !plan.Gathers ? $"ref Unsafe.Add(ref input, {pixel} * RowBytes)"
        : isOwnTile ? "ref rows"
        : $"ref Unsafe.Add(ref rows, {pixel} * RowBytes)";

    private static void EmitScalar(KernelSpec kernel, IntegerMatrixSchedule plan, CodeWriter code)
    {
        IntegerTiers.EmitSums(kernel, "Outputs", code);
        code.Line("int end = frame.End(Pixels);");
        using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
        {
            EmitRows(kernel, plan, "pixel", "1", code);
            code.Line($"ref byte a = {Rows(plan, "pixel", isOwnTile: true)};");
            if (kernel.Operation.Integers!.HasWeightZeros)
            {
                code.Line("int rowSum = sums.HasWeightZeros ? IntegerSums.OfRow(ref a, Depth) : 0;");
            }

            using (code.Block("for (int n = 0; n < Outputs; n++)"))
            {
                code.Line($"ref byte b = ref Unsafe.Add(ref weights, Kernel + (n / {WeightShape.PanelWidth} * Steps * "
                    + $"{WeightShape.PanelWidth * IntegerLayout.Step}) + (n % {WeightShape.PanelWidth} * {IntegerLayout.Step}));");
                code.Line("int sum = sums.Bias(n);");
                using (code.Block("for (int step = 0; step < Steps; step++)"))
                {
                    code.Line($"sum = DotProducts.Add(sum, Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref a, step * {IntegerLayout.Step})), "
                        + $"Unsafe.ReadUnaligned<int>(ref Unsafe.Add(ref b, step * {WeightShape.PanelWidth * IntegerLayout.Step})));");
                }

                code.Line();
                if (kernel.Operation.Integers!.HasWeightZeros)
                {
                    code.Line("sum = sums.WithoutZeros(sum, n, rowSum);");
                }

                code.Line("Unsafe.Add(ref output, (pixel * Outputs) + n) = requantization.Of(sum, n);");
            }
        }
    }
}
