using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>What a tensor's integers stand for.</summary>
/// <param name="Scale">One step.</param>
/// <param name="Zero">The integer that stands for 0, of the tensor's own type.</param>
/// <param name="IsSigned">True for −128 to 127, false for 0 to 255.</param>
internal readonly record struct Steps(float Scale, int Zero, bool IsSigned)
{
    public int Min => IsSigned ? -128 : 0;

    public int Max => IsSigned ? 127 : 255;

    public double Real(double integer) => (integer - Zero) * (double)Scale;

    public int Within(double integer) => (int)Math.Clamp(integer, Min, Max);

    /// <summary>The integers at which an activation's bounds lie.</summary>
    public (int Low, int High) Ends(Activation clamp, IntegerArithmetic arithmetic)
    {
        var (low, high) = clamp.Bounds ?? (float.NegativeInfinity, float.PositiveInfinity);
        return (float.IsInfinity(low) ? Min : At(low, arithmetic), float.IsInfinity(high) ? Max : At(high, arithmetic));
    }

    private int At(float bound, IntegerArithmetic arithmetic)
    {
        var steps = bound / Scale;
        return Within(arithmetic switch
        {
            IntegerArithmetic.TfLite => Math.Round((double)Math.Clamp(steps + Zero, Min, Max), MidpointRounding.ToEven),
            IntegerArithmetic.OnnxRuntime => Math.Round((double)steps, MidpointRounding.ToEven) + Zero,
            _ => Math.Round((double)steps, MidpointRounding.AwayFromZero) + Zero,
        });
    }
}
