using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>Neighbours of a row of outputs of a depthwise convolution of integers, of whose inputs each lane has four rows.</summary>
internal sealed record IntegerWindowTile(KernelSpec Kernel, IntegerWidth Width, ChannelTile Channels)
{
    private Window Window => Kernel.Operation.SlidingWindow!;

    private bool HasWeightZeros => Kernel.Operation.Integers!.HasWeightZeros;

    /// <summary>Sums of inputs take as many registers as those of products.</summary>
    public int Columns => Math.Min(HasWeightZeros ? Quotient.RoundedUp(Width.Columns, 2) : Width.Columns, Kernel.Output.Width);

    public string Name => "Tile" + Width.Suffix;

    private string Vector => "Vector" + Channels.Tier.Name;

    private IEnumerable<int> Vectors => Enumerable.Range(0, Channels.Vectors);

    private IEnumerable<int> Outputs => Enumerable.Range(0, Columns);

    /// <summary>A method: the lanes of the first window's first column, which channel that is, all weights, and where the first output goes.</summary>
    public void Emit(CodeWriter code)
    {
        using (code.Method(Name, "ref byte lanes, int channel, ref byte weights, ref byte to"))
        {
            IntegerTiers.EmitSums(Kernel, "Channels", code);
            code.Line($"ref sbyte taps = ref Unsafe.As<byte, sbyte>(ref Unsafe.Add(ref weights, Kernel + (channel * {IntegerLayout.Step})));");
            foreach (var output in Outputs)
            {
                code.Line($"{Vector}<int> {Declared("c", output, vector => $"sums.Bias{Channels.Tier.Name}({Channel(vector)})")};");
                if (HasWeightZeros)
                {
                    code.Line($"{Vector}<int> {Declared("z", output, _ => $"{Vector}<int>.Zero")};");
                }
            }

            using (code.Block("for (int kx = 0; kx < KernelWidth; kx++)"))
            {
                for (var step = 0; step < IntegerLayout.TapSteps(Window.Kernel.Height); step++)
                {
                    EmitStep(step, code);
                }

                code.Line($"lanes = ref Unsafe.Add(ref lanes, DilationX * Channels * {IntegerLayout.Step});");
                code.Line("taps = ref Unsafe.Add(ref taps, TapSteps * TapPitch);");
            }

            code.Line();
            foreach (var output in Outputs)
            {
                EmitStore(output, code);
            }
        }
    }

    private void EmitStep(int step, CodeWriter code)
    {
        foreach (var vector in Vectors)
        {
            var place = string.Join(" + ", Terms((step, "TapPitch"), (vector, Invariant.Format(VectorBytes))));
            code.Line($"{Vector}<sbyte> w{step}_{vector} = {Vector}.LoadUnsafe(ref taps{(place.Length > 0 ? ", " + place : "")});");
        }

        foreach (var output in Outputs)
        {
            foreach (var vector in Vectors)
            {
                var place = string.Join(
                    " + ",
                    Terms((step, "LaneBytes"), (output, $"StrideX * Channels * {IntegerLayout.Step}"), (vector, Invariant.Format(VectorBytes))));
                var load = $"{Vector}.LoadUnsafe(ref lanes{(place.Length > 0 ? ", " + place : "")})";
                if (HasWeightZeros)
                {
                    code.Line($"{Vector}<byte> a{step}_{output}_{vector} = {load};");
                    load = $"a{step}_{output}_{vector}";
                    code.Line($"z{output}_{vector} = {IntegerTiers.Dot(Channels.Tier)}(z{output}_{vector}, {load}, {Ones(step)});");
                }

                code.Line($"c{output}_{vector} = {IntegerTiers.Dot(Channels.Tier)}(c{output}_{vector}, {load}, w{step}_{vector});");
            }
        }
    }

    private int VectorBytes => Channels.Tier.Lanes * IntegerLayout.Step;

    /// <summary>1 for each row of a step, and 0 where the window has none.</summary>
    private string Ones(int step)
    {
        var rows = Math.Min(IntegerLayout.Step, Window.Kernel.Height - (step * IntegerLayout.Step));
        return $"{Vector}.Create(0x{0x01010101u & (uint.MaxValue >> (8 * (IntegerLayout.Step - rows))):x8}).AsSByte()";
    }

    private void EmitStore(int output, CodeWriter code)
    {
        if (HasWeightZeros)
        {
            using (code.Block("if (sums.HasWeightZeros)"))
            {
                foreach (var vector in Vectors)
                {
                    code.Line($"c{output}_{vector} = sums.WithoutZeros(c{output}_{vector}, {Channel(vector)}, z{output}_{vector});");
                }
            }
        }

        var values = string.Join(", ", Vectors.Select(vector => $"c{output}_{vector}"));
        var place = string.Join("", Terms((output, "Channels")));
        code.Line($"requantization.Store({values}, channel, ref {(place.Length > 0 ? $"Unsafe.Add(ref to, {place})" : "to")}, "
            + $"{Invariant.Format(Channels.Count)});");
    }

    /// <summary>Products with what is not 0.</summary>
    private static IEnumerable<string> Terms(params (int Count, string Pitch)[] terms) => terms
        .Where(term => term.Count > 0)
        .Select(term => term.Count == 1 ? term.Pitch : $"({Invariant.Format(term.Count)} * {term.Pitch})");

    private string Declared(string name, int output, Func<int, string> value) =>
        string.Join(", ", Vectors.Select(vector => $"{name}{output}_{vector} = {value(vector)}"));

    private string Channel(int vector) => vector == 0 ? "channel" : $"channel + {Invariant.Format(vector * Channels.Tier.Lanes)}";
}
