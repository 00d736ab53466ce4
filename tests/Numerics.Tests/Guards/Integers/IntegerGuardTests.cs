using System.Reflection;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Emit.Kernels.Integers;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Numerics.Tests.Harness;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Guards.Integers;

/// <summary>
/// No kernel of integers touches what is not its own: inputs, outputs, tensors of the arena, each worker's own memory and each layer's weights begin
/// where a page ends that ends the process when touched, and then end where one begins. Nor does what memory held before change an answer.
/// </summary>
[Collection(PagedNetwork.Switches)]
public sealed class IntegerGuardTests
{
    private const int Seed = 23;

    private static readonly Dictionary<string, (IntegerCase Case, PagedNetwork Network)> s_networks =
        IntegerCases.All.ToDictionary(known => known.Name, known => (known, PagedNetwork.Compile(known.Name, known.Description)));

    private static readonly Lazy<Assembly> s_compiled = new(() => Compiler.Compile(
    [
        .. s_networks.Values.SelectMany(network => network.Network.Spines),
        .. s_networks.Values.SelectMany(network => network.Network.Kernels).DistinctBy(kernel => kernel.Key).Select(kernel => kernel.Value),
    ]));

    public static TheoryData<string> Names => [.. s_networks.Keys];

    [Theory, MemberData(nameof(Names))]
    public void No_kernel_of_integers_touches_what_is_not_its_own(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "guard pages are made with mmap");
        var (known, network) = s_networks[name];
        var weights = ZeroedTensors.Source(Seed, known.HasWeightZeros);
        PagedRun[] runs = [.. new[] { false, true }.Select(atEnd =>
            PagedRun.For(s_compiled.Value.GetType("Users." + PagedNetwork.ClassName(name, atEnd), throwOnError: true)!))];
        byte[][]? expected = null;
        foreach (var path in Paths())
        {
            PagedNetwork.Choose(path.AtEnd, path.Pairs);
            var actual = runs[path.AtEnd ? 1 : 0].Run(network, weights, path, Seed);
            expected ??= actual;
            for (var output = 0; output < actual.Length; output++)
            {
                Assert.True(expected[output].AsSpan().SequenceEqual(actual[output]), $"output {output} of {name} on {path}");
            }
        }
    }

    /// <summary>Networks of one project share kernels by name.</summary>
    [Fact]
    public void Kernels_of_one_name_have_one_text() => Assert.All(
        s_networks.Values.SelectMany(network => network.Network.Kernels).GroupBy(kernel => kernel.Key),
        kernels => Assert.Single(kernels.Select(kernel => PagedNetwork.Code(kernel.Value)).Distinct()));

    [Fact]
    public void Every_kind_of_kernel_of_integers_is_among_them()
    {
        var there = s_networks.Values.SelectMany(network => network.Network.Kinds).Where(kind => kind.IsIntegers).ToList();
        var kernels = typeof(Kernel).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Kernel)) && !type.IsAbstract && type.Namespace == typeof(LookupKernel).Namespace);
        Assert.Empty(kernels.Except(there.Select(kind => kind.Kernel)));

        // A view has no kernel, and a copy is made where a network gives one tensor twice, by the loop that expands.
        var operations = typeof(Operation).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract)
            .Where(type => (Operation)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type) is { TakesIntegers: true, IsView: false });
        Assert.Empty(operations.Except(there.Select(kind => kind.Operation)));
    }

    /// <summary>The first is the scalar one, on memory full of zeros.</summary>
    private static IEnumerable<PagedPath> Paths()
    {
        byte fill = 0;
        foreach (var tier in ExecutionPaths.Tiers)
        {
            foreach (var pairs in tier >= SimdTier.Vector256 ? new[] { false, true } : [false])
            {
                foreach (var (workers, atEnd) in new[] { (1, false), (1, true), (2, false), (3, true) })
                {
                    yield return new PagedPath(tier, workers, atEnd, pairs, fill);
                    fill = unchecked((byte)(fill + 0x5b));
                }
            }
        }
    }
}
