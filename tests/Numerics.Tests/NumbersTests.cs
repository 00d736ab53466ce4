using MobileNetGen.Generator;
using MobileNetGen.Generator.Json;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Numerics.Tests;

public sealed class NumbersTests
{
    private const int Seed = 7;

    public static TheoryData<SimdTier, int> Paths => new MatrixTheoryData<SimdTier, int>(
        [.. Enum.GetValues<SimdTier>().Where(tier => tier <= NetworkInfo.Tier)],
        [1, 2, 3]);

    [Theory, MemberData(nameof(Paths))]
    public void Odd_shapes_agree_with_naive_loops_and_every_path_gives_the_same_bits(SimdTier tier, int threads) => Check<Odd>("Odd", tier, threads);

    [Theory, MemberData(nameof(Paths))]
    public void Pools_and_upsampling_agree_with_naive_loops_and_every_path_gives_the_same_bits(SimdTier tier, int threads) => Check<Pools>("Pools", tier, threads);

    [Theory, MemberData(nameof(Paths))]
    public void Branches_agree_with_naive_loops_and_every_path_gives_the_same_bits(SimdTier tier, int threads) => Check<Branches>("Branches", tier, threads);

    [Theory, MemberData(nameof(Paths))]
    public void Several_inputs_and_outputs_agree_with_naive_loops_and_every_path_gives_the_same_bits(SimdTier tier, int threads) => Check<SeveralPorts>("SeveralPorts", tier, threads);

    [Theory, MemberData(nameof(Paths))]
    public void The_root_network_gives_the_same_bits_on_every_path(SimdTier tier, int threads) => CheckBits<MobileNet>(tier, threads, specials: false);

    [Theory, MemberData(nameof(Paths))]
    public void Inputs_that_are_no_numbers_give_the_same_bits_on_every_path(SimdTier tier, int threads)
    {
        CheckBits<Odd>(tier, threads, specials: true);
        CheckBits<Pools>(tier, threads, specials: true);
        CheckBits<Branches>(tier, threads, specials: true);
        CheckBits<Outer<int>.Nested>(tier, threads, specials: true);
    }

    private static void Check<TNetwork>(string file, SimdTier tier, int threads)
        where TNetwork : IGeneratedNetwork<TNetwork>
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Networks", file + ".json"));
        var shaped = NetworkCompiler.Graph(JsonParser.Parse(text).Value!, file).Value!;
        var inputs = Inputs<TNetwork>(specials: false);
        var expected = new NaiveNetwork(shaped, new SeededTensors(Seed)).Run(inputs);
        var actual = Run<TNetwork>(inputs, tier, threads);
        for (var output = 0; output < expected.Length; output++)
        {
            var range = expected[output].Max() - expected[output].Min();
            Assert.True(range > 0.001, "the outputs must differ for the comparison to mean anything");
            var difference = expected[output].Zip(actual[output], (left, right) => Math.Abs(left - right)).Max();
            Assert.True(difference <= 1e-5 * range, $"output {output}: difference {difference} of range {range}");
        }

        CheckBits<TNetwork>(tier, threads, specials: false);
    }

    private static void CheckBits<TNetwork>(SimdTier tier, int threads, bool specials)
        where TNetwork : IGeneratedNetwork<TNetwork>
    {
        var inputs = Inputs<TNetwork>(specials);
        var reference = Run<TNetwork>(inputs, SimdTier.Scalar, 1);
        var actual = Run<TNetwork>(inputs, tier, threads);
        for (var output = 0; output < reference.Length; output++)
        {
            Assert.Equal(reference[output].Select(Bits), actual[output].Select(Bits));
        }
    }

    /// <summary>NaN is one value: its payload may differ.</summary>
    private static int Bits(float value) => float.IsNaN(value) ? int.MaxValue : BitConverter.SingleToInt32Bits(value);

    private static float[][] Run<TNetwork>(float[][] inputs, SimdTier tier, int threads)
        where TNetwork : IGeneratedNetwork<TNetwork>
    {
        using var network = TNetwork.Create(WeightSource.Seeded(Seed), new NetworkOptions { Tier = tier, MaxDegreeOfParallelism = threads });
        float[][] outputs = [.. TNetwork.Info.Outputs.Select(output => new float[output.Length])];
        network.Run(
            [.. inputs.Select(input => (ReadOnlyMemory<float>)input)],
            [.. outputs.Select(output => (Memory<float>)output)]);
        return outputs;
    }

    private static float[][] Inputs<TNetwork>(bool specials)
        where TNetwork : IGeneratedNetwork<TNetwork> =>
        [.. TNetwork.Info.Inputs.Select((input, port) => Enumerable.Range(0, input.Length).Select(index => (specials, index % 97) switch
        {
            (true, 5) => float.NaN,
            (true, 41) => float.PositiveInfinity,
            (true, 77) => -0f,
            _ => MathF.Sin((index * 0.37f) + port),
        }).ToArray())];
}
