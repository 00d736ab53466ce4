using System.Reflection;
using MobileNetGen.CompilerServices;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Layers;
using MobileNetGen.Numerics.Tests.Tensors;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Guards;

/// <summary>
/// No kernel writes or reads outside of what is its own. Inputs, outputs and packed weights lie against pages that end the process when touched;
/// tensors in the arena, shared maps, rings and tiles, and the weights of each stage have margins of NaN, which a write changes and a read
/// carries into the answer.
/// </summary>
public sealed class GuardTests
{
    private const int Seed = 22;

    /// <summary>Of so many single layers one.</summary>
    private static readonly int s_share = Thorough.Or(8, 72);

    /// <summary>Of blocks one of so many.</summary>
    private static readonly int s_shareOfBlocks = Thorough.Or(1, 4);

    /// <summary>A share of blocks and of single layers, and the first of each kind of kernel: compiling all of them a second time takes minutes.</summary>
    private static readonly List<(string Name, GuardedNetwork Network)> s_networks = Choose();

    private static readonly Lazy<Assembly> s_compiled = new(Compile);

    public static TheoryData<string> Names => [.. s_networks.Select(network => network.Name)];

    [Theory, MemberData(nameof(Names))]
    public void No_kernel_touches_what_is_not_its_own(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "guard pages are made with mmap");
        var layer = LayerCases.Get(name);
        var inputs = RandomInputs.Plain(layer.Shaped, Seed);
        var expected = layer.Runner.Run(layer.Weights.ToSource(), ExecutionPaths.Reference, inputs);
        var guards = s_networks.Single(network => network.Name == name).Network;
        var run = GuardRun.For(s_compiled.Value.GetType("Users." + name, throwOnError: true)!);
        foreach (var path in ExecutionPaths.All(1, 2))
        {
            var atEnd = path.MaxDegreeOfParallelism == 1;
            var (outputs, damage) = run.Run(guards, layer.Weights.ToSource(), path, atEnd, inputs);
            Assert.True(damage.Count == 0, $"{name} on {path} wrote to {string.Join(", ", damage)}");
            Agreement.ToTheLastBit(expected, outputs, $"{name} between guards, {path}");
        }
    }

    [Fact]
    public void A_write_after_a_tensor_and_one_before_a_workers_memory_are_noticed()
    {
        var layout = new NetworkLayout
        {
            Name = "Net",
            InputLengths = [1],
            OutputLengths = [1],
            ArenaBytes = 40 * sizeof(float),
            ScratchBytes = 16 * sizeof(float),
            BlockCount = 1,
            WeightsBytes = 0,
            Fingerprint = 0,
            Weights = [],
        };
        var poison = new Poison(40, [new Slot(8, 8), new Slot(24, 8)], 16, [new Slot(4, 12)], []);
        PoisonedProgram<Careless>.Poison = poison;
        using var engine = new NetworkEngine<PoisonedProgram<Careless>>(layout, WeightSource.CreateRandom(Seed), null);
        engine.Run(new float[1], new float[1]);
        Assert.Equal(["float 16 of the arena, in the margin 16..24", "float 3 of worker 0's own memory, in the margin 0..4"], poison.Damage);
    }

    [Fact]
    public void Every_kind_of_kernel_is_among_them()
    {
        // Networks here compute with floats, from inputs to outputs; IntegerGuardTests have the kernels of integers.
        string[] others = ["Integers", "Gradients"];
        var kinds = typeof(Kernel).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Kernel)) && !type.IsAbstract && !others.Contains(type.Namespace!.Split('.')[^1]));
        Assert.Empty(kinds.Except(s_networks.SelectMany(network => network.Network.Kinds)));
    }

    private static List<(string Name, GuardedNetwork Network)> Choose()
    {
        var (chosen, kinds) = (new List<(string Name, GuardedNetwork Network)>(), new HashSet<Type>());
        var blocks = BlockCases.All.Where((_, index) => index % s_shareOfBlocks == 0).Select(layer => layer.Name).ToHashSet();
        foreach (var (number, layer) in LayerCases.Chosen.Index())
        {
            var network = GuardedNetwork.Compile(layer.Description, layer.Name);
            if (number % s_share == 0 || blocks.Contains(layer.Name) || !kinds.IsSupersetOf(network.Kinds))
            {
                chosen.Add((layer.Name, network));
                kinds.UnionWith(network.Kinds);
            }
        }

        return chosen;
    }

    private static Assembly Compile() => Compiler.Compile(
    [
        .. s_networks.Select(network => network.Network.Spine),
        .. s_networks.SelectMany(network => network.Network.Kernels).DistinctBy(kernel => kernel.Key).Select(kernel => kernel.Value),
    ]);

    private readonly struct Careless : INetworkProgram
    {
        public static void Execute(in Frame frame)
        {
            Arena(in frame, 8) = Arena(in frame, 15) = Arena(in frame, 24) = Arena(in frame, 31) = 1;
            Arena(in frame, 16) = 1;
            frame.Scratch<float>(3 * sizeof(float)) = 1;
        }

        private static ref float Arena(in Frame frame, int place) => ref frame.Arena<float>(place * sizeof(float));
    }
}
