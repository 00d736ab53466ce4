using System.Runtime.CompilerServices;
using MobileNetGen.CompilerServices;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Execution;

public sealed class SelfTestTests
{
    /// <summary>The first output is the input plus the second one, to which a machine that errs adds something.</summary>
    private static readonly NetworkLayout s_layout = new()
    {
        Name = "Sums",
        InputLengths = [3, 1],
        OutputLengths = [3, 1],
        ArenaBytes = 0,
        ScratchBytes = 0,
        BlockCount = 1,
        WeightsBytes = 1 * sizeof(float),
        Fingerprint = 16,
        Weights = [],
    };

    private static readonly ReadOnlyMemory<float>[] s_sample = [new float[] { 1, 2, 3 }, new float[] { 0.5f }];

    [Fact]
    public void What_was_packed_is_found_again_to_the_last_bit()
    {
        using var engine = Engine(Packed(s_sample));
        var result = engine.SelfTest();
        Assert.Equal((0, true), (result.LargestDifference, result.IsBitEqual));
        Assert.Equal("every element has the bits that are stored", result.ToString());
    }

    [Theory]
    [InlineData(0.25f)]
    [InlineData(-0.25f)]
    public void The_element_that_differs_most_is_told_with_both_values(float error)
    {
        using var engine = new NetworkEngine<Erring>(s_layout, WeightSource.FromBytes(Packed([new float[] { 1, error, 0.125f }, new float[] { 0.5f }])), null);
        var result = engine.SelfTest();
        Assert.Equal(new SelfTestResult { Output = 0, Element = 1, Expected = 0.5f + error, Found = 0.5f + error + error, IsBitEqual = false }, result);
        Assert.Equal(0.25, result.LargestDifference);
        Assert.Contains("at element 1 of output 0", result.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, float.NaN, double.PositiveInfinity)]
    [InlineData(float.NaN, 1, double.PositiveInfinity)]
    [InlineData(1, float.NegativeInfinity, double.PositiveInfinity)]
    [InlineData(float.NaN, float.NaN, 0)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity, 0)]
    public void What_is_no_number_differs_from_every_number(float expected, float found, double difference) =>
        Assert.Equal(difference, new SelfTestResult { Output = 0, Element = 0, Expected = expected, Found = found, IsBitEqual = false }.LargestDifference);

    [Fact]
    public void A_zero_of_another_sign_is_no_difference_but_other_bits()
    {
        using var engine = new NetworkEngine<Negating>(s_layout, WeightSource.FromBytes(Packed([new float[3], new float[1]])), null);
        var result = engine.SelfTest();
        Assert.Equal((0, false), (result.LargestDifference, result.IsBitEqual));
    }

    [Fact]
    public void Made_up_inputs_are_the_same_wherever_a_network_is_packed() => Assert.Equal(Packed([]), Packed([]));

    [Fact]
    public void A_sample_that_was_packed_is_kept_when_packed_weights_are_packed_again() =>
        Assert.Equal(Packed(s_sample), Packed([], WeightSource.FromBytes(Packed(s_sample))));

    [Fact]
    public void A_sample_of_another_shape_is_refused_with_both_lengths()
    {
        Assert.Contains(
            "the sample's list of inputs has the length 1; 2 is expected",
            Assert.Throws<ArgumentException>(() => Packed([s_sample[0]])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "the sample's input 1 has the length 3; 1 is expected",
            Assert.Throws<ArgumentException>(() => Packed([s_sample[0], s_sample[0]])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_without_a_sample_say_that_they_have_none()
    {
        using var engine = Engine(WeightSource.CreateRandom(1));
        Assert.Contains("bring no sample along", Assert.Throws<WeightException>(engine.SelfTest).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.25f, true)]
    [InlineData(0.125f, false)]
    [InlineData(0f, false)]
    public void A_network_that_differs_by_more_than_the_options_allow_does_not_start(float tolerance, bool starts)
    {
        var packed = WeightSource.FromBytes(Packed([new float[] { 0, 0.25f, 0 }, new float[1]]));
        var start = () => new NetworkEngine<Erring>(s_layout, packed, new NetworkOptions { SelfTestTolerance = tolerance }).Dispose();
        if (starts)
        {
            start();
            return;
        }

        Assert.Contains("Sums failed its self test: the largest difference is 0.25", Assert.Throws<WeightException>(start).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_that_the_options_ask_for_needs_a_sample() =>
        Assert.Throws<WeightException>(() => Engine(WeightSource.CreateRandom(1), new NetworkOptions { SelfTestTolerance = 1 }));

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void A_tolerance_below_zero_is_refused(float tolerance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Engine(Packed(s_sample), new NetworkOptions { SelfTestTolerance = tolerance }));

    private static byte[] Packed(ReadOnlySpan<ReadOnlyMemory<float>> sample, WeightSource? weights = null)
    {
        using var stream = new MemoryStream();
        PackedFile.Write<Sums>(s_layout, weights ?? WeightSource.CreateRandom(1), stream, sample);
        return stream.ToArray();
    }

    private static NetworkEngine<Sums> Engine(byte[] packed, NetworkOptions? options = null) => Engine(WeightSource.FromBytes(packed), options);

    private static NetworkEngine<Sums> Engine(WeightSource weights, NetworkOptions? options = null) => new(s_layout, weights, options);

    private static void Execute(in Frame frame, Func<float, float> error)
    {
        var rest = frame.Input<float>(1);
        for (var element = 0; element < 3; element++)
        {
            ref var input = ref Unsafe.Add(ref frame.Input<float>(0), element);
            Unsafe.Add(ref frame.Output<float>(0), element) = error(input) + input + rest;
        }

        frame.Output<float>(1) = rest;
    }

    private readonly struct Sums : INetworkProgram
    {
        public static void Execute(in Frame frame) => SelfTestTests.Execute(in frame, _ => 0);
    }

    /// <summary>Errs by inputs that are not whole numbers.</summary>
    private readonly struct Erring : INetworkProgram
    {
        public static void Execute(in Frame frame) => SelfTestTests.Execute(in frame, input => float.IsInteger(input) ? 0 : input);
    }

    private readonly struct Negating : INetworkProgram
    {
        public static void Execute(in Frame frame)
        {
            SelfTestTests.Execute(in frame, _ => 0);
            frame.Output<float>(1) = -frame.Output<float>(1);
        }
    }
}
