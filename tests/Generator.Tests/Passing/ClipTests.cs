using System.Globalization;
using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class ClipTests
{
    private const double None = double.PositiveInfinity;

    private static readonly float[] s_values =
        [float.NegativeInfinity, float.MinValue, -7, -1.5f, -0.1f, -0f, 0, 0.1f, 1, 5.9f, 6, 7, float.MaxValue, float.PositiveInfinity];

    /// <summary>The functions that do no more than clip, with their bounds.</summary>
    private static readonly (Activation Clip, float Low, float High)[] s_clips =
    [
        (Activation.Relu, 0, float.PositiveInfinity),
        (Activation.Relu6, 0, 6),
        .. from low in new[] { float.NegativeInfinity, -2, -0.1f, 0, 3 }
           from high in new[] { float.PositiveInfinity, -1, 0, 0.1f, 5.5f }
           where low > float.NegativeInfinity || high < float.PositiveInfinity
           select (Activation.Clip(low, high), low, high),
    ];

    [Fact]
    public void Bounds_that_have_a_name_have_it()
    {
        Assert.Equal(Activation.None, Activation.Clip(-None, None));
        Assert.Equal(Activation.Relu, Activation.Clip(0, None));
        Assert.Equal(Activation.Relu, Activation.Clip(-0.0, 1e39));
        Assert.Equal(Activation.Relu6, Activation.Clip(0, 6));
        Assert.Equal(ActivationFunction.Clip, Activation.Clip(0, 6.0000005).Function);
    }

    [Fact]
    public void Bounds_are_floats_and_their_text_reads_back_as_the_same()
    {
        var random = new Random(8);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var high = BitConverter.Int32BitsToSingle(random.Next(1, 0x7F800000));
            var activation = Activation.Clip(-None, high);
            var text = Float32.Instance.Apply(activation, "x")["AtMost(x, ".Length..^"f)".Length];
            Assert.Equal(high, activation.High);
            Assert.Equal(high, float.Parse(text, CultureInfo.InvariantCulture));
            Assert.Equal(activation, Activation.Clip(-None, double.Parse(text, CultureInfo.InvariantCulture)));
        }
    }

    [Fact]
    public void A_lower_bound_above_the_upper_one_counts_as_that_one() => Assert.Equal(Activation.Clip(-2, -2), Activation.Clip(1, -2));

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.NaN)]
    [InlineData(None, None)]
    [InlineData(-None, -None)]
    public void Bounds_that_leave_no_number_are_refused(double low, double high) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Activation.Clip(low, high));

    [Fact]
    public void One_clip_gives_what_two_give_one_after_the_other() => Assert.All(
        from first in s_clips
        from next in s_clips
        select (first, next),
        pair => Assert.All(s_values, value => Assert.Equal(
            Clip(Clip(value, pair.first.Low, pair.first.High), pair.next.Low, pair.next.High),
            Clip(value, Bounds(pair.first.Clip.Then(pair.next.Clip)!.Value)))));

    [Fact]
    public void A_clip_wider_than_a_sigmoid_is_nothing_after_it()
    {
        Assert.Equal(Activation.Sigmoid, Activation.Sigmoid.Then(Activation.Clip(-1, 1)));
        Assert.Equal(Activation.HardSigmoid, Activation.HardSigmoid.Then(Activation.Clip(-None, 4)));
        Assert.Null(Activation.Sigmoid.Then(Activation.Clip(0, 0.5)));
        Assert.Null(Activation.Swish.Then(Activation.Clip(-1, 1)));
    }

    [Fact]
    public void It_ends_in_the_kernel_of_the_layer_before() => Assert.Contains(
        "pointwise, clip -1.5 to 2",
        DisplayText(Passes.Network(4, 4, 3, """{ "kind": "pointwise", "filters": 8 }""", """{ "kind": "clip", "min": -1.5, "max": 2 }""")));

    private static string DisplayText(string json) => string.Join('\n', Passes.Program(json).Calls.Select(call => call.Comment));

    private static (float Low, float High) Bounds(Activation activation)
    {
        return activation.Function switch
        {
            ActivationFunction.Relu => (0, float.PositiveInfinity),
            ActivationFunction.Relu6 => (0, 6),
            ActivationFunction.Clip => (activation.Low, activation.High),
            _ => throw new InvalidOperationException($"{activation.DisplayText} does more than clip."),
        };
    }

    private static float Clip(float value, float low, float high) => MathF.Min(MathF.Max(value, low), high);

    private static float Clip(float value, (float Low, float High) bounds) => Clip(value, bounds.Low, bounds.High);
}
