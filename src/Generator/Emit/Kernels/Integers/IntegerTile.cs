using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>
/// A register tile of sums of products of integers: <paramref name="Pixels"/> pixels × <paramref name="Outputs"/> outputs. A step takes four
/// inputs of each pixel and four weights of each output.
/// </summary>
internal sealed record IntegerTile(IntegerWidth Width, int Pixels, int Outputs, IntegerForm Form)
{
    private const int PanelWidth = WeightShape.PanelWidth;

    private Tier Tier => Width.Tier;

    private string Vector => "Vector" + Tier.Name;

    /// <summary>Vectors that the outputs take.</summary>
    private int Vectors => Quotient.RoundedUp(Outputs, Tier.Lanes);

    /// <summary>Vectors that are stored together: two or four, of which the last may have nothing.</summary>
    private int Stored => Vectors > 2 ? 4 : 2;

    public string Name => $"Tile{Width.Suffix}_{Invariant.Format(Pixels)}x{Invariant.Format(Outputs)}";

    /// <summary>A method: the pixels' rows, all weights, the first output, and where it goes.</summary>
    public void Emit(CodeWriter code)
    {
        using (code.Method(Name, "ref byte a, ref byte weights, int n, ref byte c"))
        {
            var panel = $"(n / {PanelWidth} * Steps * {PanelWidth * IntegerLayout.Step}) + (n % {PanelWidth} * {IntegerLayout.Step})";
            code.Line($"ref sbyte b = ref Unsafe.As<byte, sbyte>(ref Unsafe.Add(ref weights, Kernel + {panel}));");
            IntegerTiers.EmitSums(Form, "Outputs", code);
            if (Form.HasWeightZeros)
            {
                code.Line("ref byte rows = ref a;");
            }

            foreach (var (pixel, vector) in All)
            {
                code.Line($"{Vector}<int> c{pixel}_{vector} = sums.Bias{Tier.Name}({Channel(vector)});");
            }

            using (code.Block("for (int step = 0; step < Steps; step++)"))
            {
                EmitStep(code);
            }

            if (Form.HasWeightZeros)
            {
                EmitWeightZeros(code);
            }

            code.Line();
            for (var pixel = 0; pixel < Pixels; pixel++)
            {
                var values = Enumerable.Range(0, Stored).Select(vector => vector < Vectors ? $"c{pixel}_{vector}" : $"{Vector}<int>.Zero");
                var place = pixel == 0 ? "c" : $"Unsafe.Add(ref c, {Times(pixel, "Outputs")})";
                code.Line($"requantization.Store({string.Join(", ", values)}, n, ref {place}, {Invariant.Format(Outputs)});");
            }
        }
    }

    private IEnumerable<(int Pixel, int Vector)> All =>
        Enumerable.Range(0, Pixels).SelectMany(pixel => Enumerable.Range(0, Vectors).Select(vector => (pixel, vector)));

    private string Channel(int vector) => vector == 0 ? "n" : $"n + {Invariant.Format(vector * Tier.Lanes)}";

    private static string Times(int count, string pitch) => count == 1 ? pitch : $"{Invariant.Format(count)} * {pitch}";

    private void EmitStep(CodeWriter code)
    {
        for (var vector = 0; vector < Vectors; vector++)
        {
            var offset = vector == 0 ? "" : ", " + Invariant.Format(vector * Tier.Lanes * IntegerLayout.Step);
            code.Line($"{Vector}<sbyte> b{vector} = {Vector}.LoadUnsafe(ref b{offset});");
        }

        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            var row = pixel == 0 ? "a" : $"Unsafe.Add(ref a, {Times(pixel, "RowBytes")})";
            code.Line($"{Vector}<byte> a{pixel} = {Vector}.Create(Unsafe.ReadUnaligned<int>(ref {row})).AsByte();");
            for (var vector = 0; vector < Vectors; vector++)
            {
                code.Line($"c{pixel}_{vector} = {IntegerTiers.Dot(Tier)}(c{pixel}_{vector}, a{pixel}, b{vector});");
            }
        }

        code.Line($"a = ref Unsafe.Add(ref a, {IntegerLayout.Step});");
        code.Line($"b = ref Unsafe.Add(ref b, {PanelWidth * IntegerLayout.Step});");
    }

    private void EmitWeightZeros(CodeWriter code)
    {
        code.Line();
        using (code.Block("if (sums.HasWeightZeros)"))
        {
            for (var pixel = 0; pixel < Pixels; pixel++)
            {
                var row = pixel == 0 ? "rows" : $"Unsafe.Add(ref rows, {Times(pixel, "RowBytes")})";
                code.Line($"{Vector}<int> sum{pixel} = {Vector}.Create(IntegerSums.OfRow(ref {row}, Depth));");
                for (var vector = 0; vector < Vectors; vector++)
                {
                    code.Line($"c{pixel}_{vector} = sums.WithoutZeros(c{pixel}_{vector}, {Channel(vector)}, sum{pixel});");
                }
            }
        }
    }
}
