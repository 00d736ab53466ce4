using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Emit.Kernels.Integers;

/// <summary>
/// A register tile of sums of products of integers: <paramref name="Pixels"/> pixels × <paramref name="Outputs"/> outputs. A step takes four
/// inputs of each pixel and four weights of each output. What becomes of the sums is done elsewhere: whatever else needed registers here would have the
/// JIT move sums out of them in the loop.
/// </summary>
internal sealed record IntegerTile(IntegerWidth Width, int Pixels, int Outputs)
{
    private Tier Tier => Width.Tier;

    private string Vector => "Vector" + Tier.Name;

    /// <summary>Vectors that the outputs take.</summary>
    private int Vectors => Quotient.RoundedUp(Outputs, Tier.Lanes);

    public string Name => $"Tile{Width.Suffix}_{Invariant.Format(Pixels)}x{Invariant.Format(Outputs)}";

    private IEnumerable<(int Pixel, int Vector)> All =>
        Enumerable.Range(0, Pixels).SelectMany(pixel => Enumerable.Range(0, Vectors).Select(vector => (pixel, vector)));

    /// <summary>A method: the pixels' rows, the outputs' weights, and where the sums go.</summary>
    public void Emit(CodeWriter code)
    {
        using (code.Method(Name, "ref byte a, ref sbyte b, ref int sums"))
        {
            foreach (var (pixel, vector) in All)
            {
                code.Line($"{Vector}<int> c{pixel}_{vector} = {Vector}<int>.Zero;");
            }

            using (code.Block("for (int step = 0; step < Steps; step++)"))
            {
                EmitStep(code);
            }

            code.Line();
            foreach (var (pixel, vector) in All)
            {
                var place = (pixel * Width.Outputs) + (vector * Tier.Lanes);
                code.Line($"c{pixel}_{vector}.StoreUnsafe(ref sums{(place == 0 ? "" : ", " + Invariant.Format(place))});");
            }
        }
    }

    private void EmitStep(CodeWriter code)
    {
        for (var vector = 0; vector < Vectors; vector++)
        {
            var offset = vector == 0 ? "" : ", " + Invariant.Format(vector * Tier.Lanes * IntegerLayout.Step);
            code.Line($"{Vector}<sbyte> b{vector} = {Vector}.LoadUnsafe(ref b{offset});");
        }

        for (var pixel = 0; pixel < Pixels; pixel++)
        {
            var row = pixel switch { 0 => "a", 1 => "Unsafe.Add(ref a, RowBytes)", _ => $"Unsafe.Add(ref a, {Invariant.Format(pixel)} * RowBytes)" };
            code.Line($"{Vector}<byte> a{pixel} = {Vector}.Create(Unsafe.ReadUnaligned<int>(ref {row})).AsByte();");
            for (var vector = 0; vector < Vectors; vector++)
            {
                code.Line($"c{pixel}_{vector} = {IntegerTiers.Dot(Width, Tier)}(c{pixel}_{vector}, a{pixel}, b{vector});");
            }
        }

        code.Line($"a = ref Unsafe.Add(ref a, {IntegerLayout.Step});");
        code.Line($"b = ref Unsafe.Add(ref b, {WeightShape.PanelWidth * IntegerLayout.Step});");
    }
}
