using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>
/// A depthwise convolution of integers: a lane sums products of one channel, four rows of the window at once. The rows of a window are interleaved for
/// all its columns together, beside padding, which counts as what stands for 0. Workers share output rows.
/// </summary>
internal sealed class IntegerDepthwiseKernel : Kernel
{
    public override IReadOnlyList<Dialect> DialectsOf(Arithmetic arithmetic) => IntegerTiers.All(arithmetic);

    public override string NameOf(KernelSpec kernel) => "IntegerDepthwise" + Identifier(WindowOf(kernel), kernel.Inputs[0]);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) =>
    [
        .. WindowConstants.Of(WindowOf(kernel), kernel.Inputs[0], kernel.Output),
        ("RowBytes", kernel.Inputs[0].Width * kernel.Inputs[0].Channels),
        ("TapSteps", IntegerLayout.TapSteps(WindowOf(kernel).Kernel.Height)),
        ("TapPitch", IntegerLayout.Padded(kernel.Output.Channels) * IntegerLayout.Step),
        ("Kernel", IntegerLayout.KernelAt(kernel.Output.Channels, kernel.Operation.Integers!.IsFixedPoint)),
        ("PaddingAt", IntegerDepthwiseSchedule.TileBytes),
        ("LanesAt", ScheduleOf(kernel).LanesAt),
        ("LaneBytes", ScheduleOf(kernel).LaneBytes),
    ];

    public override void EmitData(KernelSpec kernel, Arithmetic arithmetic, CodeWriter code)
    {
        if (FillsVectors(kernel, Tier.Vector512))
        {
            IntegerTiers.EmitDot(code);
        }
    }

    /// <summary>Fewer channels than fill a tier's vectors are multiplied in one way, and too few for any vectors one by one.</summary>
    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        var all = IntegerWidth.Of(dialect.Tier);
        IntegerTiers.EmitWidths(kernel, FillsVectors(kernel, dialect.Tier) ? all : [all[all.Count - 1]], EmitBody, width => TileOf(width)?.Emit(code), code);

        IntegerWindowTile? TileOf(IntegerWidth width) =>
            ChannelTile.Of(kernel.Output.Channels, width.Tier) is { } channels ? new IntegerWindowTile(kernel, width, channels) : null;

        void EmitBody(IntegerWidth width)
        {
            if (TileOf(width) is { } tile)
            {
                EmitRows(kernel, tile, code);
            }
            else
            {
                EmitScalar(kernel, code);
            }
        }
    }

    private static bool FillsVectors(KernelSpec kernel, Tier tier) => ChannelTile.Of(kernel.Output.Channels, tier)?.Tier == tier;

    /// <summary>Rows of outputs; a tile of neighbours has all their channels. The last tile ends with the row.</summary>
    private static void EmitRows(KernelSpec kernel, IntegerWindowTile tile, CodeWriter code)
    {
        var (channels, height) = (tile.Channels.Count, WindowOf(kernel).Kernel.Height);
        IntegerTiers.EmitSums(kernel, "Channels", code);
        if (kernel.Operation.Integers!.HasWeightZeros)
        {
            code.Line($"var window = new TapWindow(KernelHeight, KernelWidth, StrideX * Channels * {IntegerLayout.Step}, "
                + $"DilationX * Channels * {IntegerLayout.Step}, LaneBytes);");
        }

        code.Line("ref sbyte taps = ref Unsafe.As<byte, sbyte>(ref Unsafe.Add(ref weights, Kernel));");
        code.Line("ref int tileSums = ref frame.Scratch<int>(0);");
        code.Line("ref byte padding = ref frame.Scratch<byte>(PaddingAt);");
        code.Line("ref byte lanes = ref Unsafe.Add(ref padding, LanesAt);");
        code.Line("TapLanes.Pad(ref padding, LanesAt + (TapSteps * LaneBytes), ref weights);");
        code.Line("int end = frame.End(OutputHeight);");
        using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
        {
            code.Line("int y = (row * StrideY) - Top;");
            for (var row = 0; row < height; row++)
            {
                var y = row switch { 0 => "y", 1 => "y + DilationY", _ => $"y + ({Invariant.Format(row)} * DilationY)" };
                code.Line($"ref byte row{row} = ref (uint)({y}) < InputHeight ? ref Unsafe.Add(ref input, ({y}) * RowBytes) : ref padding;");
            }

            for (var step = 0; step < IntegerLayout.TapSteps(height); step++)
            {
                // Where a window has no row there is no weight, so that any row will do.
                var rows = Enumerable.Range(step * IntegerLayout.Step, IntegerLayout.Step).Select(row => $"ref row{Math.Min(row, height - 1)}");
                var to = step switch { 0 => "", 1 => " + LaneBytes", _ => $" + ({Invariant.Format(step)} * LaneBytes)" };
                var first = $"ref Unsafe.Add(ref lanes, (Left * Channels * {IntegerLayout.Step}){to})";
                code.Line($"TapLanes.Interleave({string.Join(", ", rows)}, {first}, RowBytes);");
            }

            using (code.Block($"for (int tile = 0; tile < {Invariant.Format(Quotient.RoundedUp(kernel.Output.Width, tile.Columns))}; tile++)"))
            {
                code.Line($"int column = {Last("tile", tile.Columns, kernel.Output.Width, "OutputWidth")};");
                code.Line($"ref byte from = ref Unsafe.Add(ref lanes, column * StrideX * Channels * {IntegerLayout.Step});");
                code.Line("ref byte to = ref Unsafe.Add(ref output, ((row * OutputWidth) + column) * Channels);");
                using (code.Block($"for (int step = 0; step < {Invariant.Format(Quotient.RoundedUp(kernel.Output.Channels, channels))}; step++)"))
                {
                    code.Line($"int channel = {Last("step", channels, kernel.Output.Channels, "Channels")};");
                    EmitTile(kernel, tile, code);
                }
            }
        }
    }

    private static void EmitTile(KernelSpec kernel, IntegerWindowTile tile, CodeWriter code)
    {
        var (channels, columns) = (Invariant.Format(tile.Channels.Count), Invariant.Format(tile.Columns));
        code.Line($"ref byte first = ref Unsafe.Add(ref from, channel * {IntegerLayout.Step});");
        code.Line($"{tile.Name}(ref first, ref Unsafe.Add(ref taps, channel * {IntegerLayout.Step}), ref tileSums);");
        if (kernel.Operation.Integers!.HasWeightZeros)
        {
            using (code.Block("if (sums.HasWeightZeros)"))
            {
                code.Line($"window.RemoveZeros(sums, ref tileSums, {channels}, {columns}, channel, ref first);");
            }

            code.Line();
        }

        code.Line($"requantization.Store(ref tileSums, {channels}, {columns}, channel, {channels}, ref Unsafe.Add(ref to, channel), Channels);");
    }

    /// <summary>Where a step begins, if the last one ends with the last item.</summary>
    private static string Last(string step, int items, int all, string constant) => all % items == 0
        ? $"{step} * {Invariant.Format(items)}"
        : $"Math.Min({step} * {Invariant.Format(items)}, {constant} - {Invariant.Format(items)})";

    private static void EmitScalar(KernelSpec kernel, CodeWriter code)
    {
        var zeros = kernel.Operation.Integers!.HasWeightZeros ? " - zero" : "";
        IntegerTiers.EmitSums(kernel, "Channels", code);
        code.Line("int end = frame.End(OutputHeight);");
        using (code.Block("for (int row = frame.Begin(OutputHeight); row < end; row++)"))
        using (code.Block("for (int column = 0; column < OutputWidth; column++)"))
        using (code.Block("for (int channel = 0; channel < Channels; channel++)"))
        {
            if (zeros.Length > 0)
            {
                code.Line("int zero = sums.WeightZeros(channel);");
            }

            code.Line("int sum = sums.Bias(channel);");
            using (code.Block("for (int ky = 0; ky < KernelHeight; ky++)"))
            {
                code.Line("int y = (row * StrideY) - Top + (ky * DilationY);");
                using (code.Block("for (int kx = 0; kx < KernelWidth; kx++)"))
                {
                    code.Line("int x = (column * StrideX) - Left + (kx * DilationX);");
                    code.Line("int value = (uint)y < InputHeight && (uint)x < InputWidth "
                        + "? Unsafe.Add(ref input, (((y * InputWidth) + x) * Channels) + channel) : sums.Padding;");
                    code.Line($"int place = Kernel + (((kx * TapSteps) + (ky / {IntegerLayout.Step})) * TapPitch) + (channel * {IntegerLayout.Step}) "
                        + $"+ (ky % {IntegerLayout.Step});");
                    code.Line($"sum += value * (IntegerSums.LoadSigned(ref weights, place){zeros});");
                }
            }

            code.Line();
            code.Line("Unsafe.Add(ref output, (((row * OutputWidth) + column) * Channels) + channel) = requantization.Of(sum, channel);");
        }
    }

    private static IntegerDepthwiseSchedule ScheduleOf(KernelSpec kernel) => (IntegerDepthwiseSchedule)kernel.Schedule!;

    private static Window WindowOf(KernelSpec kernel) => kernel.Operation.SlidingWindow!;
}
