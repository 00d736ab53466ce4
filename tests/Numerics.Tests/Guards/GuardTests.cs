using System.Reflection;
using MobileNetGen.Execution;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Layers;
using MobileNetGen.Numerics.Tests.Tensors;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Guards;

/// <summary>
/// No kernel writes or reads outside of what is its own. Inputs, outputs and packed weights lie against pages that end the process when touched;
/// tensors in the arena, shared maps, rings and tiles, and the weights of each stage have margins of NaN, which a write changes and a read carries into the answer.
/// </summary>
public sealed class GuardTests
{
    private const int Seed = 22;

    /// <summary>All blocks and graphs, and of single layers a share: compiling all of them a second time takes a minute.</summary>
    private static readonly LayerCase[] s_cases =
        [.. new[] { BlockCases.All, GraphCases.All, ShapeCases.All, LayerCases.Chosen.Where((_, number) => number % 4 == 0) }.SelectMany(cases => cases).DistinctBy(layer => layer.Name)];

    private static readonly Lazy<(Dictionary<string, GuardedNetwork> Networks, Assembly Assembly)> s_compiled = new(Compile);

    public static TheoryData<string> Names => [.. s_cases.Select(layer => layer.Name)];

    [Theory, MemberData(nameof(Names))]
    public void No_kernel_touches_what_is_not_its_own(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "guard pages are made with mmap");
        var layer = LayerCases.Get(name);
        var inputs = RandomInputs.Plain(layer.Shaped, Seed);
        var expected = layer.Runner.Run(layer.Weights.ToSource(), ExecutionPaths.Reference, inputs);
        var guards = s_compiled.Value.Networks[name];
        var run = GuardRun.For(s_compiled.Value.Assembly.GetType("Users." + name, throwOnError: true)!);
        foreach (var path in ExecutionPaths.All(1, 2))
        {
            var atEnd = path.MaxDegreeOfParallelism == 1;
            var (outputs, damage) = run.Run(guards, layer.Weights.ToSource(), path, atEnd, inputs);
            Assert.True(damage.Count == 0, $"{name} on {path} wrote to {string.Join(", ", damage)}");
            Agreement.ToTheLastBit(expected, outputs, $"{name} between guards, {path}");
        }
    }

    [Fact]
    public void A_write_behind_a_tensor_and_one_before_a_workers_memory_are_noticed()
    {
        var layout = new NetworkLayout { Name = "Net", InputLengths = [1], OutputLengths = [1], ArenaLength = 40, ScratchLength = 16, BlockCount = 1, WeightsLength = 0, Fingerprint = 0, Weights = [] };
        var poison = new Poison(layout.ArenaLength, [new Slot(8, 8), new Slot(24, 8)], layout.ScratchLength, [new Slot(4, 12)], []);
        PoisonedProgram<Careless>.Poison = poison;
        using var engine = new NetworkEngine<PoisonedProgram<Careless>>(layout, WeightSource.Seeded(Seed), null);
        engine.Run(new float[1], new float[1]);
        Assert.Equal(["float 16 of the arena, in the margin 16..24", "float 3 of worker 0's own memory, in the margin 0..4"], poison.Damage);
    }

    [Fact]
    public void Every_kind_of_kernel_is_among_them()
    {
        var kinds = typeof(Kernel).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Kernel)) && !type.IsAbstract);
        Assert.Empty(kinds.Except(s_compiled.Value.Networks.Values.SelectMany(network => network.Kinds)));
    }

    private static (Dictionary<string, GuardedNetwork> Networks, Assembly Assembly) Compile()
    {
        var networks = s_cases.ToDictionary(layer => layer.Name, layer => GuardedNetwork.Compile(layer.Description, layer.Name));
        return (networks, Compiler.Compile(
            [
                .. networks.Values.Select(network => network.Spine),
                .. networks.Values.SelectMany(network => network.Kernels).DistinctBy(kernel => kernel.Key).Select(kernel => kernel.Value),
            ]));
    }

    private readonly struct Careless : INetworkProgram
    {
        public static void Execute(in Frame frame)
        {
            frame.Arena(8) = frame.Arena(15) = frame.Arena(24) = frame.Arena(31) = 1;
            frame.Arena(16) = 1;
            frame.Scratch(3) = 1;
        }
    }
}
