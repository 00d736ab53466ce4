using System.Reflection;
using System.Text.RegularExpressions;
using CsCheck;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Reference;
using MobileNetGen.Numerics.Tests.Tensors;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Properties;

/// <summary>
/// Networks that nobody thought of, others in every run. Many are compiled at once; where one fails, smaller ones are looked for,
/// one at a time, and the smallest is shown with the seed that makes it again.
/// </summary>
public sealed partial class RandomNetworkTests
{
    private static readonly int s_networks = Thorough.Or(60, 8);
    private const int SecondsToShrink = 60;
    private const int Seed = 50;

    /// <summary>Of an output's range: roundings grow from layer to layer where a normalisation divides by little.</summary>
    private const double Share = 1e-3;

    [Fact]
    public void Every_path_gives_the_scalar_paths_bits_and_the_naive_loops_numbers() =>
        RandomNetworks.All.Array[s_networks].Sample(CheckAll, iter: 1, threads: 1, print: networks => $"{networks.Length} networks");

    [Fact]
    public void Every_layer_kind_occurs()
    {
        var kinds = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < 30 && kinds.Count < RandomNetworks.Kinds.Count; round++)
        {
            RandomNetworks.All.Sample(
                network => kinds.UnionWith(Kinds().Matches(network).Select(match => match.Groups[1].Value)),
                iter: 100,
                threads: 1);
        }

        Assert.Equal(RandomNetworks.Kinds.Order(StringComparer.Ordinal), kinds.Order(StringComparer.Ordinal));
    }

    private static void CheckAll(string[] networks)
    {
        var sources = Compile(networks, out var assembly);
        try
        {
            for (var index = 0; index < networks.Length; index++)
            {
                Check(networks[index], sources[index], assembly, index);
            }
        }
        catch (Exception failure) when (networks.Length > 1)
        {
            RandomNetworks.All.Sample(network => CheckAll([network]), time: SecondsToShrink, threads: 1, print: network => network);
            throw new InvalidOperationException("no smaller network fails like this one", failure);
        }
    }

    private static NetworkSource[] Compile(string[] networks, out Assembly assembly)
    {
        NetworkSource[] sources = [.. networks.Select((network, index) => NetworkSource.Compile(network, NetworkSource.Class("Random" + index)))];
        assembly = Compiler.Compile(
        [
            .. sources.Select(source => source.Spine),
            .. sources.SelectMany(source => source.Kernels).DistinctBy(kernel => kernel.Key).Select(kernel => kernel.Value),
        ]);
        return sources;
    }

    private static void Check(string network, NetworkSource source, Assembly assembly, int index)
    {
        var runner = NetworkRunner.For(assembly.GetType("Users.Random" + index, throwOnError: true)!);
        var weights = RandomTensors.For(source.Shaped, Seed).ToSource();
        var plain = RandomInputs.Plain(source.Shaped, Seed);
        foreach (var inputs in new[] { plain, RandomInputs.WithSpecials(source.Shaped, Seed) })
        {
            var expected = runner.Run(weights, ExecutionPaths.Reference, inputs);
            foreach (var path in ExecutionPaths.All(1, 2, 3))
            {
                Agreement.ToTheLastBit(expected, runner.Run(weights, path, inputs), $"{path} of\n{network}\n");
            }
        }

        var naive = ReferenceNetwork.Run(source.Shaped, RandomTensors.For(source.Shaped, Seed), plain);
        var scalar = runner.Run(weights, ExecutionPaths.Reference, plain);
        for (var output = 0; output < naive.Length; output++)
        {
            Assert.Equal(naive[output].Length, scalar[output].Length);
            var range = Math.Max(naive[output].Max() - naive[output].Min(), Math.Abs(naive[output].Max()));
            Assert.All(naive[output].Zip(scalar[output]), pair => Assert.True(
                Math.Abs(pair.First - pair.Second) <= (Share * range) + 1e-5,
                $"output {output} has {pair.Second:R}, not {pair.First:R}, of a range of {range:R}, of\n{network}\n"));
        }
    }

    [GeneratedRegex("\"kind\": \"([^\"]+)\"")]
    private static partial Regex Kinds();
}
