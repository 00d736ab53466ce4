using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Numerics.Tests.Reference;
using Xunit;

namespace MobileNetGen.Numerics.Tests;

public sealed class ActivationTests
{
    /// <summary>Every Nth float: primes, so that no pattern of bits is left out.</summary>
    private static readonly long s_step = Thorough.Or(12289, 98317);

    private const double Share = 1e-6;

    /// <summary>Results below it may be wrong by as much: exponentials below 2.5e-38 are 0.</summary>
    private const double Negligible = 1e-36;

    public static TheoryData<string> Names =>
        [.. ActivationName.All.Where(function => function != ActivationFunction.None).Select(function => function.ToString())];

    [Theory, MemberData(nameof(Names))]
    public void A_value_is_right_to_a_millionth_over_the_whole_range(string name)
    {
        var exact = ActivationFunctions.Of(With(name).Activation);
        foreach (var x in Floats().Where(float.IsFinite))
        {
            var (expected, actual) = (exact(x), With(name).One(x));
            Assert.True(Math.Abs(expected - actual) <= Math.Max(Share * Math.Abs(expected), Negligible), $"{name}({x:R}) is {actual:R}, not {expected:R}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_width_gives_the_same_bits_for_every_kind_of_number(string name)
    {
        Assert.SkipUnless(SimdSupport.IsExact, "without fused multiply-add the widths round differently");
        foreach (var lanes in Floats().Chunk(16).Where(chunk => chunk.Length == 16))
        {
            Compare(With(name), lanes);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void NaN_stays_NaN(string name) => Assert.True(float.IsNaN(With(name).One(float.NaN)));

    [Theory]
    [InlineData("Relu", 0f, float.PositiveInfinity, -0f)]
    [InlineData("Relu6", 0f, 6f, -0f)]
    [InlineData("LeakyRelu", float.NegativeInfinity, float.PositiveInfinity, -0f)]
    [InlineData("Clip", -1.5f, 0.75f, -0f)]
    [InlineData("HardSigmoid", 0f, 1f, 0.5f)]
    [InlineData("HardSwish", -0f, float.PositiveInfinity, -0f)]
    [InlineData("Sigmoid", 0f, 1f, 0.5f)]
    [InlineData("Swish", -0f, float.PositiveInfinity, -0f)]
    [InlineData("Tanh", -1f, 1f, -0f)]
    [InlineData("Gelu", -0f, float.PositiveInfinity, -0f)]
    [InlineData("GeluTanh", -0f, float.PositiveInfinity, -0f)]
    [InlineData("Elu", -1.5f, float.PositiveInfinity, -0f)]
    public void Infinities_give_the_limits_and_negative_zero_its_sign(string name, float below, float above, float ofNegativeZero)
    {
        Assert.Equal(Bits(below), Bits(With(name).One(float.NegativeInfinity)));
        Assert.Equal(Bits(above), Bits(With(name).One(float.PositiveInfinity)));
        Assert.Equal(Bits(ofNegativeZero), Bits(With(name).One(-0f)));
    }

    private static void Compare(Widths function, float[] lanes)
    {
        var v512 = function.Sixteen(Vector512.Create(lanes));
        var (low256, low128) = (function.Eight(Vector256.Create(lanes)), function.Four(Vector128.Create(lanes)));
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var expected = Bits(function.One(lanes[lane]));
            Assert.True(
                expected == Bits(v512[lane]) && (lane >= 8 || expected == Bits(low256[lane])) && (lane >= 4 || expected == Bits(low128[lane])),
                $"{function.Activation.DisplayText}({lanes[lane]:R}) differs between widths");
        }
    }

    private static Widths With(string name) => name switch
    {
        "Relu" => new(Activation.Relu, Activations.Relu, Activations.Relu, Activations.Relu, Activations.Relu),
        "Relu6" => new(Activation.Relu6, Activations.Relu6, Activations.Relu6, Activations.Relu6, Activations.Relu6),
        "LeakyRelu" => new(
            Activation.LeakyRelu(0.25f),
            x => Activations.LeakyRelu(x, 0.25f),
            x => Activations.LeakyRelu(x, 0.25f),
            x => Activations.LeakyRelu(x, 0.25f),
            x => Activations.LeakyRelu(x, 0.25f)),
        "Clip" => new(
            Activation.Clip(-1.5, 0.75),
            x => Activations.Clip(x, -1.5f, 0.75f),
            x => Activations.Clip(x, -1.5f, 0.75f),
            x => Activations.Clip(x, -1.5f, 0.75f),
            x => Activations.Clip(x, -1.5f, 0.75f)),
        "HardSigmoid" => new(Activation.HardSigmoid, Activations.HardSigmoid, Activations.HardSigmoid, Activations.HardSigmoid, Activations.HardSigmoid),
        "HardSwish" => new(Activation.HardSwish, Activations.HardSwish, Activations.HardSwish, Activations.HardSwish, Activations.HardSwish),
        "Sigmoid" => new(Activation.Sigmoid, Activations.Sigmoid, Activations.Sigmoid, Activations.Sigmoid, Activations.Sigmoid),
        "Swish" => new(Activation.Swish, Activations.Swish, Activations.Swish, Activations.Swish, Activations.Swish),
        "Tanh" => new(Activation.Tanh, Activations.Tanh, Activations.Tanh, Activations.Tanh, Activations.Tanh),
        "Gelu" => new(Activation.Gelu, Activations.Gelu, Activations.Gelu, Activations.Gelu, Activations.Gelu),
        "GeluTanh" => new(Activation.GeluTanh, Activations.GeluTanh, Activations.GeluTanh, Activations.GeluTanh, Activations.GeluTanh),
        "Elu" => new(
            Activation.Elu(1.5),
            x => Activations.Elu(x, 1.5f),
            x => Activations.Elu(x, 1.5f),
            x => Activations.Elu(x, 1.5f),
            x => Activations.Elu(x, 1.5f)),
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

    /// <summary>One activation at every width.</summary>
    private sealed record Widths(
        Activation Activation,
        Func<float, float> One,
        Func<Vector128<float>, Vector128<float>> Four,
        Func<Vector256<float>, Vector256<float>> Eight,
        Func<Vector512<float>, Vector512<float>> Sixteen);
}
