using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>
/// Neighbours of a row of outputs of a depthwise convolution of integers: each column of the map is brought into lanes once, for all windows that it
/// is in.
/// </summary>
internal sealed record IntegerWindowTile(KernelSpec Kernel, IntegerWidth Width, ChannelTile Channels)
{
    private Window Window => Kernel.Operation.SlidingWindow!;

    private bool HasWeightZeros => Kernel.Operation.Integers!.HasWeightZeros;

    /// <summary>Sums of inputs take as many registers as those of products.</summary>
    public int Columns => Math.Min(HasWeightZeros ? Quotient.RoundedUp(Width.Columns, 2) : Width.Columns, Kernel.Output.Width);

    /// <summary>Columns of the map from the first that is read to the last.</summary>
    public int Span => IntegerDepthwiseSchedule.Span(Window, Columns);

    public string Name => "Tile" + Width.Suffix;

    private string Vector => "Vector" + Channels.Tier.Name;

    private IEnumerable<int> Vectors => Enumerable.Range(0, Channels.Vectors);

    /// <summary>A method: the first column's channels in the window's rows, which channel that is, all weights, and where the first output goes.</summary>
    public void Emit(CodeWriter code)
    {
        var rows = string.Join(", ", Enumerable.Range(0, Window.Kernel.Height).Select(row => $"ref byte row{row}"));
        using (code.Method(Name, $"{rows}, int channel, ref byte weights, ref byte to"))
        {
            IntegerTiers.EmitSums(Kernel, "Channels", code);
            code.Line($"ref sbyte taps = ref Unsafe.As<byte, sbyte>(ref Unsafe.Add(ref weights, Kernel + (channel * {IntegerLayout.Step})));");
            for (var column = 0; column < Columns; column++)
            {
                code.Line($"{Vector}<int> {Declared("c", column, vector => $"sums.Bias{Channels.Tier.Name}({Channel(vector)})")};");
                if (HasWeightZeros)
                {
                    code.Line($"{Vector}<int> {Declared("z", column, _ => $"{Vector}<int>.Zero")};");
                }
            }

            foreach (var column in Read())
            {
                EmitColumn(column, code);
            }

            code.Line();
            for (var column = 0; column < Columns; column++)
            {
                EmitStore(column, code);
            }
        }
    }

    /// <summary>Columns of the map that some window reads, from the first window's first one.</summary>
    private IEnumerable<int> Read() => Enumerable.Range(0, Columns)
        .SelectMany(output => Enumerable.Range(0, Window.Kernel.Width).Select(kx => (output * Window.Stride.Width) + (kx * Window.Dilation.Width)))
        .Distinct()
        .OrderBy(column => column);

    private void EmitColumn(int column, CodeWriter code)
    {
        var steps = IntegerLayout.TapSteps(Window.Kernel.Height);
        code.Line();
        for (var step = 0; step < steps; step++)
        {
            var count = Math.Min(IntegerLayout.Step, Window.Kernel.Height - (step * IntegerLayout.Step));
            var rows = Enumerable.Range(step * IntegerLayout.Step, count)
                .Select(row => $"ref {Place($"row{row}", column, "Channels")}");
            var values = Vectors.Select(vector => $"{Vector}<byte> {Value(column, step, vector)}");
            code.Line($"TapLanes.Of{Channels.Count * 8}({string.Join(", ", rows.Concat(values.Select(value => "out " + value)))});");
            for (var output = 0; output < Columns; output++)
            {
                var along = column - (output * Window.Stride.Width);
                var kx = along / Window.Dilation.Width;
                if (along < 0 || along % Window.Dilation.Width != 0 || kx >= Window.Kernel.Width)
                {
                    continue;
                }

                var lefts = string.Join(", ", Vectors.Select(vector => Value(column, step, vector)));
                code.Line($"{IntegerTiers.Dot(Channels.Tier)}({References("c", output)}, {lefts}, ref {Place("taps", (kx * steps) + step, "TapPitch")});");
                if (HasWeightZeros)
                {
                    code.Line($"{IntegerTiers.Dot(Channels.Tier)}({References("z", output)}, {lefts});");
                }
            }
        }
    }

    private void EmitStore(int column, CodeWriter code)
    {
        if (HasWeightZeros)
        {
            using (code.Block("if (sums.HasWeightZeros)"))
            {
                foreach (var vector in Vectors)
                {
                    code.Line($"c{column}_{vector} = sums.WithoutZeros(c{column}_{vector}, {Channel(vector)}, z{column}_{vector});");
                }
            }
        }

        var values = string.Join(", ", Vectors.Select(vector => $"c{column}_{vector}"));
        code.Line($"requantization.Store({values}, channel, ref {Place("to", column, "Channels")}, {Invariant.Format(Channels.Count)});");
    }

    private static string Place(string first, int count, string pitch) => count switch
    {
        0 => first,
        1 => $"Unsafe.Add(ref {first}, {pitch})",
        _ => $"Unsafe.Add(ref {first}, {Invariant.Format(count)} * {pitch})",
    };

    private static string Value(int column, int step, int vector) => $"v{column}_{step}_{vector}";

    private string References(string name, int column) => string.Join(", ", Vectors.Select(vector => $"ref {name}{column}_{vector}"));

    private string Declared(string name, int column, Func<int, string> value) =>
        string.Join(", ", Vectors.Select(vector => $"{name}{column}_{vector} = {value(vector)}"));

    private string Channel(int vector) => vector == 0 ? "channel" : $"channel + {Invariant.Format(vector * Channels.Tier.Lanes)}";
}
