using MobileNetGen.Generator;
using MobileNetGen.Generator.Json;
using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Reference;
using MobileNetGen.Numerics.Tests.Tensors;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Built;

/// <summary>Networks that the generator wrote into this very project, whose arithmetic is checked and whose types have the framework's names.</summary>
public sealed class BuiltNetworkTests
{
    private const int Seed = 30;

    [Fact]
    public void Odd_shapes_agree_with_naive_loops_and_every_path_gives_the_same_bits() => Check<Odd>("Odd");

    [Fact]
    public void Pools_and_upsampling_agree_with_naive_loops_and_every_path_gives_the_same_bits() => Check<Pools>("Pools");

    [Fact]
    public void Branches_agree_with_naive_loops_and_every_path_gives_the_same_bits() => Check<Branches>("Branches");

    [Fact]
    public void Several_inputs_and_outputs_agree_with_naive_loops_and_every_path_gives_the_same_bits() => Check<SeveralPorts>("SeveralPorts");

    [Fact]
    public void Seeded_weights_give_the_same_bits_on_every_path()
    {
        var runner = NetworkRunner.For(typeof(Keras025));
        var input = new float[Keras025.InputLength];
        for (var index = 0; index < input.Length; index++)
        {
            input[index] = MathF.Sin(index * 0.37f);
        }

        var expected = runner.Run(WeightSource.CreateRandom(Seed), ExecutionPaths.Reference, input);
        Assert.True(expected[0].Max() > 2 * expected[0].Min(), "probabilities that are all alike compare nothing");
        foreach (var path in ExecutionPaths.All(1, 2))
        {
            Agreement.ToTheLastBit(expected, runner.Run(WeightSource.CreateRandom(Seed), path, input), path.ToString());
        }
    }

    [Fact]
    public void A_network_nested_in_a_generic_class_runs()
    {
        var input = new float[Outer<int>.Nested.InputLength];
        Array.Fill(input, 1f);
        var runner = NetworkRunner.For(typeof(Outer<int>.Nested));
        var expected = runner.Run(WeightSource.CreateRandom(Seed), ExecutionPaths.Reference, input);
        Assert.Contains(expected[0], value => value != 0);
        Agreement.ToTheLastBit(
            expected,
            NetworkRunner.For(typeof(Outer<string>.Nested)).Run(WeightSource.CreateRandom(Seed), new NetworkOptions(), input),
            "another type argument");
    }

    private static void Check<TNetwork>(string file)
        where TNetwork : IGeneratedNetwork<TNetwork>
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Built", "Networks", file + ".json"));
        var shaped = JsonParser.Parse(text).Then(root => NetworkCompiler.Graph(root, file)).Value!;
        var weights = RandomTensors.For(shaped, Seed);
        var inputs = RandomInputs.Plain(shaped, Seed);
        var runner = NetworkRunner.For(typeof(TNetwork));
        var scalar = runner.Run(weights.ToSource(), ExecutionPaths.Reference, inputs);
        Agreement.WithinRange(ReferenceNetwork.Run(shaped, weights, inputs), scalar, 1e-5, file);
        foreach (var path in ExecutionPaths.All(1, 2, 3))
        {
            Agreement.ToTheLastBit(scalar, runner.Run(weights.ToSource(), path, inputs), path.ToString());
        }
    }
}
