using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>
/// A register tile of sums of products of integers: <paramref name="Pixels"/> pixels × <paramref name="Vectors"/> vectors of outputs. A step
/// takes four inputs of each pixel and four weights of each output.
/// </summary>
/// <param name="LastLanes">Outputs of the last vector, if they do not fill it; else 0.</param>
internal sealed record IntegerTile(Tier Tier, int Pixels, int Vectors, int LastLanes, IntegerForm Form)
{
    private string Vector => "Vector" + Tier.Name;

    public int Columns => Vectors * Tier.Lanes;

    public string Name => $"Tile{Tier.Name}_{Invariant.Format(Pixels)}x{Invariant.Format(LastLanes == 0 ? Columns : Columns - Tier.Lanes + LastLanes)}";

    /// <summary>A method: the pixels' rows, all weights, the first output, and where it goes.</summary>
    public void Emit(CodeWriter code)
    {
        code.Line();
        code.Line("[MethodImpl(AggressiveOptimization)]");
        using (code.Block($"private static void {Name}(ref byte a, ref byte weights, int n, ref byte c)"))
        {
            var panel = $"(n / {PanelWidth} * Steps * {PanelWidth * IntegerLayout.Step}) + (n % {PanelWidth} * {IntegerLayout.Step})";
            code.Line($"ref sbyte b = ref Unsafe.As<byte, sbyte>(ref Unsafe.Add(ref weights, Kernel + {panel}));");
            code.Line($"var sums = new {Sums}(ref weights, Outputs);");
            if (Form.HasWeightZeros)
            {
                code.Line("ref byte rows = ref a;");
            }

            foreach (var (pixel, vector) in All)
            {
                code.Line($"{Vector}<int> c{pixel}_{vector} = sums.Bias{Tier.Name}(n + {Invariant.Format(vector * Tier.Lanes)});");
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
            foreach (var (pixel, vector) in All)
            {
                var place = $"ref Unsafe.Add(ref c, ({Invariant.Format(pixel)} * Outputs) + {Invariant.Format(vector * Tier.Lanes)})";
                var isPart = LastLanes > 0 && vector == Vectors - 1;
                var channel = $"n + {Invariant.Format(vector * Tier.Lanes)}";
                code.Line($"sums.Store{(isPart ? "Part" : "")}(c{pixel}_{vector}, {channel}, {place}{(isPart ? ", " + Invariant.Format(LastLanes) : "")});");
            }
        }
    }

    private const int PanelWidth = WeightShape.PanelWidth;

    private string Sums => Form.IsFixedPoint ? "FixedPointSums" : "IntegerSums";

    private IEnumerable<(int Pixel, int Vector)> All =>
        Enumerable.Range(0, Pixels).SelectMany(pixel => Enumerable.Range(0, Vectors).Select(vector => (pixel, vector)));

    private void EmitStep(CodeWriter code)
    {
        for (var vector = 0; vector < Vectors; vector++)
        {
            code.Line($"{Vector}<sbyte> b{vector} = {Vector}.LoadUnsafe(ref b, {Invariant.Format(vector * Tier.Lanes * IntegerLayout.Step)});");
        }

        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            var row = pixel == 0 ? "a" : $"Unsafe.Add(ref a, {Invariant.Format(pixel)} * RowBytes)";
            code.Line($"{Vector}<byte> a{pixel} = {Vector}.Create(Unsafe.ReadUnaligned<int>(ref {row})).AsByte();");
            for (var vector = 0; vector < Vectors; vector++)
            {
                code.Line($"c{pixel}_{vector} = {(Tier == Tier.Vector512 ? "Dot" : "DotProducts.Add")}(c{pixel}_{vector}, a{pixel}, b{vector});");
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
                code.Line($"int sum{pixel} = IntegerSums.OfRow(ref Unsafe.Add(ref rows, {Invariant.Format(pixel)} * RowBytes), Depth);");
                for (var vector = 0; vector < Vectors; vector++)
                {
                    code.Line($"c{pixel}_{vector} = sums.WithoutZeros(c{pixel}_{vector}, n + {Invariant.Format(vector * Tier.Lanes)}, sum{pixel});");
                }
            }
        }
    }
}
