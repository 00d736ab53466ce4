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

    public override string Condition(Dialect dialect) => IntegerTiers.Condition(dialect);

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
            ("Kernel", IntegerLayout.KernelAt(kernel.Output.Channels, kernel.Operation.Integers!.IsFixedPoint)),
        ];
    }

    public override void EmitData(KernelSpec kernel, Arithmetic arithmetic, CodeWriter code) => IntegerTiers.EmitDot(code);

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var (plan, tier) = (PlanOf(kernel), dialect.Tier);
        using (Method(code, $"Run{tier.Name}", Signature.Parameters(kernel)))
        {
            code.Line("unchecked");
            using (code.Braces())
            {
                if (tier == Tier.Scalar)
                {
                    EmitScalar(kernel, plan, code);
                }
                else
                {
                    EmitTiles(kernel, plan, tier, code);
                }
            }
        }

        if (tier == Tier.Scalar)
        {
            return;
        }

        foreach (var tile in Tiles(kernel, tier))
        {
            tile.Emit(code);
        }
    }

    private static IntegerMatrixSchedule PlanOf(KernelSpec kernel) => (IntegerMatrixSchedule)kernel.Schedule!;

    /// <summary>Tiles of pixels, through all outputs or, where weights are the larger, each panel through all pixels.</summary>
    private static void EmitTiles(KernelSpec kernel, IntegerMatrixSchedule plan, Tier tier, CodeWriter code)
    {
        var pixels = plan.PixelsOf(tier);
        var (whole, rest) = (kernel.Output.Pixels / pixels, kernel.Output.Pixels % pixels);
        var tiles = whole + (rest > 0 ? 1 : 0);
        if (plan.SharesPanels)
        {
            var columns = IntegerMatrixSchedule.Columns(tier);
            var count = Invariant.Format(Quotient.RoundedUp(kernel.Output.Channels, columns));
            EmitRows(kernel, plan, "0", Invariant.Format(kernel.Output.Pixels), code);
            code.Line($"int end = frame.End({count});");
            using (code.Block($"for (int panel = frame.Begin({count}); panel < end; panel++)"))
            {
                code.Line($"int n = panel * {Invariant.Format(columns)};");
                using (code.Block($"for (int tile = 0; tile < {Invariant.Format(tiles)}; tile++)"))
                {
                    code.Line($"int pixel = tile * {Invariant.Format(pixels)};");
                    EmitCalls(kernel, plan, tier, "n", Rows(plan, "pixel", isOwnTile: false), code);
                }
            }

            return;
        }

        code.Line($"int end = frame.End({Invariant.Format(tiles)});");
        using (code.Block($"for (int tile = frame.Begin({Invariant.Format(tiles)}); tile < end; tile++)"))
        {
            code.Line($"int pixel = tile * {Invariant.Format(pixels)};");
            EmitRows(kernel, plan, "pixel", rest == 0 ? Invariant.Format(pixels) : $"Math.Min({Invariant.Format(pixels)}, Pixels - pixel)", code);
            var columns = IntegerMatrixSchedule.Columns(tier);
            var (full, last) = (kernel.Output.Channels / columns * columns, kernel.Output.Channels % columns);
            var rows = Rows(plan, "pixel", isOwnTile: true);
            if (full > 0)
            {
                using (code.Block($"for (int n = 0; n < {Invariant.Format(full)}; n += {Invariant.Format(columns)})"))
                {
                    EmitCall(kernel, tier, whole, rest, "n", rows, full: true, code);
                }
            }

            if (last > 0)
            {
                code.Line();
                EmitCall(kernel, tier, whole, rest, Invariant.Format(full), rows, full: false, code);
            }
        }
    }

    /// <summary>Calls for a panel that may be the last, narrower one.</summary>
    private static void EmitCalls(KernelSpec kernel, IntegerMatrixSchedule plan, Tier tier, string n, string rows, CodeWriter code)
    {
        var (pixels, columns) = (plan.PixelsOf(tier), IntegerMatrixSchedule.Columns(tier));
        var (whole, rest) = (kernel.Output.Pixels / pixels, kernel.Output.Pixels % pixels);
        var (full, last) = (kernel.Output.Channels / columns * columns, kernel.Output.Channels % columns);
        if (last == 0)
        {
            EmitCall(kernel, tier, whole, rest, n, rows, full: true, code);
        }
        else if (full == 0)
        {
            EmitCall(kernel, tier, whole, rest, n, rows, full: false, code);
        }
        else
        {
            using (code.Block($"if (n < {Invariant.Format(full)})"))
            {
                EmitCall(kernel, tier, whole, rest, n, rows, full: true, code);
            }

            using (code.Block("else"))
            {
                EmitCall(kernel, tier, whole, rest, n, rows, full: false, code);
            }
        }
    }

    private static void EmitCall(KernelSpec kernel, Tier tier, int whole, int rest, string n, string rows, bool full, CodeWriter code)
    {
        var arguments = $"{rows}, ref weights, {n}, ref Unsafe.Add(ref output, (pixel * Outputs) + {n})";
        var pixels = PlanOf(kernel).PixelsOf(tier);
        if (rest == 0 || whole == 0)
        {
            code.Line($"{Tile(kernel, tier, whole == 0 ? rest : pixels, full).Name}({arguments});");
            return;
        }

        using (code.Block($"if (tile < {Invariant.Format(whole)})"))
        {
            code.Line($"{Tile(kernel, tier, pixels, full).Name}({arguments});");
        }

        using (code.Block("else"))
        {
            code.Line($"{Tile(kernel, tier, rest, full).Name}({arguments});");
        }
    }

    private static IEnumerable<IntegerTile> Tiles(KernelSpec kernel, Tier tier)
    {
        var (pixels, columns) = (PlanOf(kernel).PixelsOf(tier), IntegerMatrixSchedule.Columns(tier));
        int[] heights = [.. new[] { kernel.Output.Pixels >= pixels ? pixels : 0, kernel.Output.Pixels % pixels }.Where(height => height > 0).Distinct()];
        return heights.SelectMany(height => new[]
        {
            kernel.Output.Channels >= columns ? Tile(kernel, tier, height, full: true) : null,
            kernel.Output.Channels % columns > 0 ? Tile(kernel, tier, height, full: false) : null,
        }.OfType<IntegerTile>());
    }

    private static IntegerTile Tile(KernelSpec kernel, Tier tier, int pixels, bool full)
    {
        var last = kernel.Output.Channels % IntegerMatrixSchedule.Columns(tier);
        return full
            ? new IntegerTile(tier, pixels, IntegerMatrixSchedule.Vectors, 0, kernel.Operation.Integers!)
            : new IntegerTile(tier, pixels, Quotient.RoundedUp(last, tier.Lanes), last % tier.Lanes, kernel.Operation.Integers!);
    }

    /// <summary>Windows are gathered; pixels of whole steps are read where they lie.</summary>
    private static void EmitRows(KernelSpec kernel, IntegerMatrixSchedule plan, string pixel, string count, CodeWriter code)
    {
        if (!plan.Gathers)
        {
            return;
        }

        code.Line("ref byte rows = ref frame.Scratch<byte>(0);");
        if (kernel.Operation.SlidingWindow is { IsPointwise: false } window)
        {
            var (input, margins) = (kernel.Inputs[0], window.Margins(kernel.Inputs[0]));
            var shape = string.Join(", ", new[]
            {
                input.Height, input.Width, input.Channels, window.Kernel.Height, window.Kernel.Width, window.Stride.Height, window.Stride.Width,
                window.Dilation.Height, window.Dilation.Width, margins.Top, margins.Left, kernel.Output.Width,
            }.Select(Invariant.Format));
            code.Line($"new IntegerWindow({shape}).Gather(ref input, {pixel}, {count}, ref rows, RowBytes, ref weights);");
        }
        else
        {
            code.Line($"IntegerWindow.Copy(ref Unsafe.Add(ref input, {pixel} * Depth), {count}, Depth, ref rows, RowBytes);");
        }
    }

    private static string Rows(IntegerMatrixSchedule plan, string pixel, bool isOwnTile) => !plan.Gathers ? $"ref Unsafe.Add(ref input, {pixel} * RowBytes)"
        : isOwnTile ? "ref rows"
        : $"ref Unsafe.Add(ref rows, {pixel} * RowBytes)";

    private static void EmitScalar(KernelSpec kernel, IntegerMatrixSchedule plan, CodeWriter code)
    {
        code.Line($"var sums = new {(kernel.Operation.Integers!.IsFixedPoint ? "FixedPointSums" : "IntegerSums")}(ref weights, Outputs);");
        code.Line("int end = frame.End(Pixels);");
        using (code.Block("for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)"))
        {
            EmitRows(kernel, plan, "pixel", "1", code);
            code.Line($"ref byte a = {Rows(plan, "pixel", isOwnTile: true)};");
            if (kernel.Operation.Integers.HasWeightZeros)
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
                if (kernel.Operation.Integers.HasWeightZeros)
                {
                    code.Line("sum = sums.WithoutZeros(sum, n, rowSum);");
                }

                code.Line("Unsafe.Add(ref output, (pixel * Outputs) + n) = sums.Of(sum, n);");
            }
        }
    }
}
