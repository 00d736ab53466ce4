using System.Globalization;
using System.Reflection;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Numerics.Tests.Guards.Integers;
using MobileNetGen.Numerics.Tests.Harness;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>
/// Networks of integers that are drawn give the integers of the naive loops in every tensor, on every width, with any number of threads, joined or not;
/// <c>MOBILENETGEN_RANDOM_INTEGERS</c> is how many networks are drawn of each kind of integers, and from which on as <c>COUNT@FIRST</c>.
/// </summary>
[Collection(PagedNetwork.Switches)]
public sealed class RandomIntegerTests
{
    private static readonly (string Precision, string Arithmetic)[] s_forms =
    [
        ("int8", "tflite"), ("uint8", "tflite"), ("int8", "tflite-reference"), ("uint8", "tflite-reference"),
        ("uint8", "onnxruntime"), ("int8", "onnxruntime"),
    ];

    [Fact]
    public void Every_path_gives_the_integers_of_the_naive_loops()
    {
        var (first, count) = Asked();
        List<Case> cases = [.. Enumerable.Range(first, count).SelectMany(seed => s_forms.Select((form, index) => new Case(
            $"Drawn{seed}_{index}", (seed * s_forms.Length) + index, form.Precision, form.Arithmetic)))];
        var sources = cases.SelectMany(drawn => drawn.Sources).ToList();
        Assert.All(
            sources.SelectMany(source => source.Kernels).GroupBy(kernel => kernel.Key),
            kernels => Assert.Single(kernels.Select(kernel => PagedNetwork.Code(kernel.Value)).Distinct()));
        var compiled = Compiler.Compile(
        [
            .. sources.Select(source => source.Spine),
            .. sources.SelectMany(source => source.Kernels).DistinctBy(kernel => kernel.Key).Select(kernel => PagedNetwork.Switchable(kernel.Value)),
        ]);
        var problems = cases.Select(drawn => drawn.Problem(compiled)).OfType<string>().ToList();
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(20)));
    }

    [Fact]
    public void Every_kind_of_layer_is_drawn()
    {
        var drawn = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 0; seed < 300 && drawn.Count < RandomIntegerNetworks.Kinds.Count; seed++)
        {
            var networks = new RandomIntegerNetworks(seed);
            networks.Draw("int8", "tflite", 12);
            drawn.UnionWith(networks.Drawn);
        }

        Assert.Equal(RandomIntegerNetworks.Kinds.Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    private static (int First, int Count) Asked()
    {
        var asked = Environment.GetEnvironmentVariable("MOBILENETGEN_RANDOM_INTEGERS");
        var parts = (asked is { Length: > 0 } ? asked : Thorough.IsAsked ? "4" : "1").Split('@');
        return (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0, int.Parse(parts[0], CultureInfo.InvariantCulture));
    }

    /// <summary>One network in three forms: with all tensors as outputs, with the last one only, and with that where every layer is a call.</summary>
    private sealed class Case
    {
        private readonly string _name;
        private readonly int _seed;
        private readonly RandomIntegerNetwork _network;
        private readonly bool _hasWeightZeros;

        public Case(string name, int seed, string precision, string arithmetic)
        {
            (_name, _seed, _hasWeightZeros) = (name, seed, precision == "uint8" || arithmetic == "onnxruntime");
            _network = new RandomIntegerNetworks(seed).Draw(precision, arithmetic, 10);
            Sources =
            [
                NetworkSource.Compile(_network.Description(isOpen: true), NetworkSource.Class(name + "_open")),
                NetworkSource.Compile(_network.Description(isOpen: false), NetworkSource.Class(name + "_joined")),
                NetworkSource.Compile(_network.Description(isOpen: false), NetworkSource.Class(name + "_separate"), BlockPass.Separate),
            ];
        }

        public IReadOnlyList<NetworkSource> Sources { get; }

        /// <summary>What differs first; null for nothing.</summary>
        public string? Problem(Assembly compiled)
        {
            var shaped = Sources[0].Shaped;
            var input = new byte[shaped.Types[0].Length];
            new Random(_seed).NextBytes(input);
            var numbers = new DrawnNumbers(_seed, _hasWeightZeros);
            var maps = new IntegerReference(shaped, numbers).Run(input);
            byte[][] expected = [.. shaped.Graph.Outputs.Select(output => maps[output.Node].Bytes)];
            foreach (var (form, wanted) in new[] { ("open", expected), ("joined", expected[^1..]), ("separate", expected[^1..]) })
            {
                var type = compiled.GetType($"Users.{_name}_{form}", throwOnError: true)!;
                foreach (var (options, pairs) in Paths())
                {
                    PagedNetwork.Choose(atEnd: false, pairs);
                    using var loaded = LoadedNetwork.Load(type, numbers.Source, options);
                    var actual = loaded.RunRaw([input]);
                    var wrong = Enumerable.Range(0, wanted.Length).FirstOrDefault(output => !wanted[output].AsSpan().SequenceEqual(actual[output]), -1);
                    if (wrong >= 0)
                    {
                        return Said(form, options, pairs, wrong, wanted[wrong], actual[wrong]);
                    }
                }
            }

            return null;
        }

        private static IEnumerable<(NetworkOptions Options, bool Pairs)> Paths() => ExecutionPaths.All(1, 2).SelectMany(
            options => (options.Tier >= SimdTier.Vector256 ? new[] { false, true } : [false]).Select(pairs => (options, pairs)));

        private string Said(string form, NetworkOptions options, bool pairs, int output, byte[] expected, byte[] actual)
        {
            var place = Enumerable.Range(0, expected.Length).First(index => expected[index] != actual[index]);
            var count = Enumerable.Range(0, expected.Length).Count(index => expected[index] != actual[index]);
            return $"{_name} {form}, {options.Tier}{(pairs ? " in pairs" : "")}, {options.MaxDegreeOfParallelism} threads: output {output} has {actual[place]} "
                + $"at {place} in place of {expected[place]}, {count} of {expected.Length} differ: {_network.Description(isOpen: true)}";
        }
    }
}
