using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>
/// Sums of neighbours of a row of outputs of a depthwise convolution of integers, of whose inputs each lane has four rows. Each column that windows have
/// in common is read once.
/// </summary>
internal sealed record IntegerWindowTile(KernelSpec Kernel, IntegerWidth Width, ChannelTile Channels)
{
    private Window Window => Kernel.Operation.SlidingWindow!;

    /// <summary>Neighbours: as few tiles as a row can have, of one size.</summary>
    public int Columns => Quotient.RoundedUp(Kernel.Output.Width, Quotient.RoundedUp(Kernel.Output.Width, Width.Columns));

    public string Name => "Tile" + Width.Suffix;

    private string Vector => "Vector" + Channels.Tier.Name;

    private int VectorBytes => Channels.Tier.Lanes * IntegerLayout.Step;

    /// <summary>A method: the lanes of the first window's first column, the taps of the first channel, and where the sums go.</summary>
    public void Emit(CodeWriter code)
    {
        using (code.Method(Name, "ref byte lanes, ref sbyte taps, ref int sums"))
        using (code.Block($"for (int vector = 0; vector < {Invariant.Format(Channels.Vectors)}; vector++)"))
        {
            for (var output = 0; output < Columns; output++)
            {
                code.Line($"{Vector}<int> c{output} = {Vector}<int>.Zero;");
            }

            for (var step = 0; step < IntegerLayout.TapSteps(Window.Kernel.Height); step++)
            {
                EmitStep(step, code);
            }

            for (var output = 0; output < Columns; output++)
            {
                code.Line($"c{output}.StoreUnsafe(ref sums{(output == 0 ? "" : ", " + Invariant.Format(output * Channels.Count))});");
            }

            code.Line($"lanes = ref Unsafe.Add(ref lanes, {Invariant.Format(VectorBytes)});");
            code.Line($"taps = ref Unsafe.Add(ref taps, {Invariant.Format(VectorBytes)});");
            code.Line($"sums = ref Unsafe.Add(ref sums, {Invariant.Format(Channels.Tier.Lanes)});");
        }
    }

    /// <summary>Four rows of all windows: the weights of each tap, then column after column.</summary>
    private void EmitStep(int step, CodeWriter code)
    {
        var taps = Enumerable.Range(0, Window.Kernel.Width);
        foreach (var tap in taps)
        {
            code.Line($"{Vector}<sbyte> w{step}_{tap} = {Vector}.LoadUnsafe(ref taps{Place((tap, "TapSteps * TapPitch"), (step, "TapPitch"))});");
        }

        var columns =
            from output in Enumerable.Range(0, Columns)
            from tap in taps
            group (output, tap) by (output * Window.Stride.Width) + (tap * Window.Dilation.Width) into column
            orderby column.Key
            select column;
        foreach (var column in columns)
        {
            var name = $"a{step}_{column.Key}";
            code.Line($"{Vector}<byte> {name} = "
                + $"{Vector}.LoadUnsafe(ref lanes{Place((column.Key, $"Channels * {IntegerLayout.Step}"), (step, "LaneBytes"))});");
            foreach (var (output, tap) in column)
            {
                code.Line($"c{output} = {IntegerTiers.Dot(Width, Channels.Tier)}(c{output}, {name}, w{step}_{tap});");
            }
        }
    }

    private static string Place(params (int Count, string Pitch)[] terms)
    {
        var products = terms
            .Where(term => term.Count > 0)
            .Select(term => term.Count == 1 ? term.Pitch : $"({Invariant.Format(term.Count)} * {term.Pitch})")
            .ToList();
        return products.Count == 0 ? "" : ", " + string.Join(" + ", products);
    }
}
