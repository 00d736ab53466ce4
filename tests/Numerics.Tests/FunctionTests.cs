using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Numerics.Tests.Reference;
using Xunit;

namespace MobileNetGen.Numerics.Tests;

/// <summary>The functions of arithmetic, on floats of every kind.</summary>
public sealed class FunctionTests
{
    /// <summary>Every Nth float: primes, so that no pattern of bits is left out.</summary>
    private static readonly long s_step = Thorough.Or(12289, 98317);

    private const double Share = 1e-6;

    /// <summary>Exponentials below it are 0.</summary>
    private const double Negligible = 2.6e-38;

    public static TheoryData<string> Names => [.. Enum.GetNames<UnaryFunction>()];

    [Theory, MemberData(nameof(Names))]
    public void A_value_is_right_to_a_millionth_over_the_whole_range(string name)
    {
        var (exact, (one, _, _, _)) = (ActivationFunctions.Of(Enum.Parse<UnaryFunction>(name)), With(name));
        foreach (var x in Floats())
        {
            var (expected, actual) = (exact(x), (double)one(x));
            var isNear = Math.Abs(expected - actual) <= Math.Max(Share * Math.Abs(expected), Negligible);
            Assert.True(isNear || ((float)expected).Equals((float)actual), $"{name}({x:R}) is {actual:R}, not {expected:R}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_width_gives_the_same_bits_for_every_kind_of_number(string name)
    {
        Assert.SkipUnless(SimdSupport.IsExact, "without fused multiply-add the widths round differently");
        var (one, four, eight, sixteen) = With(name);
        foreach (var lanes in Floats().Chunk(16).Where(chunk => chunk.Length == 16))
        {
            var (v128, v256, v512) = (four(Vector128.Create(lanes)), eight(Vector256.Create(lanes)), sixteen(Vector512.Create(lanes)));
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                var expected = Bits(one(lanes[lane]));
                Assert.True(
                    expected == Bits(v512[lane]) && (lane >= 8 || expected == Bits(v256[lane])) && (lane >= 4 || expected == Bits(v128[lane])),
                    $"{name}({lanes[lane]:R}) differs between widths");
            }
        }
    }

    [Theory]
    [InlineData("Log", 0f, float.NegativeInfinity)]
    [InlineData("Log", 1f, 0f)]
    [InlineData("Log", -1e-40f, float.NaN)]
    [InlineData("Log", float.NegativeInfinity, float.NaN)]
    [InlineData("Log", float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData("Erf", float.NegativeInfinity, -1f)]
    [InlineData("Erf", float.PositiveInfinity, 1f)]
    [InlineData("Erf", float.NaN, float.NaN)]
    [InlineData("Sqrt", -0f, -0f)]
    [InlineData("Sqrt", -1f, float.NaN)]
    [InlineData("Exp", float.NegativeInfinity, 0f)]
    [InlineData("Exp", 89f, float.PositiveInfinity)]
    [InlineData("Abs", -0f, 0f)]
    [InlineData("Abs", float.NegativeInfinity, float.PositiveInfinity)]
    [InlineData("Abs", float.NaN, float.NaN)]
    [InlineData("Log", float.NaN, float.NaN)]
    public void The_ends_are_as_IEEE_754_has_them(string name, float x, float expected) => Assert.Equal(Bits(expected), Bits(With(name).One(x)));

    [Fact]
    public void The_logarithm_of_zero_is_that_of_either_sign() => Assert.Equal(float.NegativeInfinity, Functions.Log(-0f));

    private static Widths With(string name) => name switch
    {
        "Abs" => new(Functions.Abs, Functions.Abs, Functions.Abs, Functions.Abs),
        "Erf" => new(Functions.Erf, Functions.Erf, Functions.Erf, Functions.Erf),
        "Exp" => new(Functions.Exp, Functions.Exp, Functions.Exp, Functions.Exp),
        "Log" => new(Functions.Log, Functions.Log, Functions.Log, Functions.Log),
        "Sqrt" => new(Functions.Sqrt, Functions.Sqrt, Functions.Sqrt, Functions.Sqrt),
        _ => throw new ArgumentException($"no widths are listed for {name}.", nameof(name)),
    };

    private static IEnumerable<float> Floats()
    {
        for (var bits = 0L; bits <= uint.MaxValue; bits += s_step)
        {
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
        }
    }

    private static int Bits(float value) => float.IsNaN(value) ? int.MaxValue : BitConverter.SingleToInt32Bits(value);

    /// <summary>One function at every width.</summary>
    private sealed record Widths(
        Func<float, float> One,
        Func<Vector128<float>, Vector128<float>> Four,
        Func<Vector256<float>, Vector256<float>> Eight,
        Func<Vector512<float>, Vector512<float>> Sixteen);
}
