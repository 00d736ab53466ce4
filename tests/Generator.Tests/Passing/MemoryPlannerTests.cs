using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Memory;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class MemoryPlannerTests
{
    [Fact]
    public void Every_block_reads_what_was_written_for_it()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            AssertNothingIsOverwritten(RandomGraph.Of(seed), $"seed {seed}");
        }
    }

    [Fact]
    public void So_it_does_in_the_root_network() =>
        AssertNothingIsOverwritten(Passes.Graph(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "network.json"))), "network.json");

    [Fact]
    public void A_chain_needs_no_more_than_its_two_largest_neighbours()
    {
        var plan = Plan(Passes.Graph(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "network.json"))));
        Assert.Equal(((112 * 112 * 64) + (56 * 56 * 128)) * sizeof(float), plan.ArenaBytes);
    }

    [Fact]
    public void A_view_lies_where_its_input_lies()
    {
        var plan = Plan(Passes.Graph(Passes.Network(4, 4, 3, """{ "kind": "maxPool" }""", """{ "kind": "flatten" }""", """{ "kind": "dense", "units": 2 }""")));
        Assert.Equal(plan.Places[1], plan.Places[2]);
        Assert.Equal((Region.Arena, Region.Output), (plan.Places[1].Region, plan.Places[3].Region));
    }

    [Fact]
    public void A_tensor_with_two_names_is_copied_to_the_second_output()
    {
        var plan = Plan(Passes.Graph(
            """
            { "input": { "height": 2, "width": 2, "channels": 3 }, "layers": [ { "kind": "relu", "name": "a" } ],
              "outputs": [ { "name": "x", "layer": "a" }, { "name": "y", "layer": "a" }, { "name": "z", "layer": "input" } ] }
            """));
        Assert.Equal(new Place(Region.Output, 0), plan.Places[1]);
        Assert.Equal([new OutputCopy(1, 1), new OutputCopy(0, 2)], plan.Copies);
    }

    [Fact]
    public void Weights_start_on_cache_lines_and_do_not_overlap()
    {
        var scheduled = Scheduled(Passes.Graph(Passes.Network(
            4,
            4,
            3,
            """{ "kind": "conv", "filters": 5, "kernel": 3 }""",
            """{ "kind": "separable", "filters": 7 }""",
            """{ "kind": "batchNorm" }""")));
        var stages = scheduled.Blocked.Stages.ToList();
        var plan = MemoryPlanner.Plan(scheduled);
        var end = 0L;
        for (var stage = 0; stage < stages.Count; stage++)
        {
            Assert.Equal(0, plan.WeightOffsets[stage] % CacheLine.Bytes);
            Assert.True(plan.WeightOffsets[stage] >= end);
            end = plan.WeightOffsets[stage] + stages[stage].Operation.Weights(scheduled.Blocked.InputTypes(stages[stage]))!.PackedBytes;
        }

        Assert.InRange(end, 1, plan.WeightsBytes);
    }

    [Fact]
    public void The_largest_tensors_come_first_and_smaller_ones_into_gaps_that_just_fit()
    {
        // The gap between the two that live throughout is freed by the third and fits the fourth exactly.
        var tensors = new[] { new Lifetime(3, 64, 2, 3), new Lifetime(1, 64, 0, 1), new Lifetime(2, 128, 0, 3), new Lifetime(0, 256, 0, 3) };
        var offsets = new Dictionary<int, long>();
        Assert.Equal(448, ArenaLayout.Place(tensors, offsets.Add));
        Assert.Equal([(0, 0L), (1, 384L), (2, 256L), (3, 384L)], offsets.OrderBy(offset => offset.Key).Select(offset => (offset.Key, offset.Value)));

        var between = new[] { new Lifetime(0, 256, 0, 1), new Lifetime(1, 192, 1, 2), new Lifetime(2, 128, 2, 3), new Lifetime(3, 256, 2, 3) };
        offsets.Clear();
        Assert.Equal(576, ArenaLayout.Place(between, offsets.Add));
        Assert.Equal((0L, 0L, 256L, 448L), (offsets[0], offsets[3], offsets[1], offsets[2]));
    }

    [Fact]
    public void Scratch_is_as_long_as_the_block_that_needs_most()
    {
        var scheduled = Scheduled(Passes.Graph(Passes.Network(
            20,
            20,
            8,
            """{ "kind": "separable", "filters": 8 }""",
            """{ "kind": "separable", "filters": 96 }""",
            """{ "kind": "separable", "filters": 16 }""",
            """{ "kind": "relu" }""")));
        var lengths = scheduled.Blocks.Select(block => block.Schedule?.ScratchBytes ?? 0).ToList();
        Assert.True(lengths.Distinct().Count() > 2, string.Join(", ", lengths));
        Assert.Equal(lengths.Max(), MemoryPlanner.Plan(scheduled).ScratchBytes);
    }

    [Fact]
    public void An_output_that_is_copied_lives_to_the_end()
    {
        var blocked = Scheduled(Passes.Graph(
            """
            { "input": { "height": 2, "width": 2, "channels": 3 },
              "layers": [ { "kind": "maxPool", "name": "a", "kernel": 1, "stride": 1 }, { "kind": "l2Normalize", "name": "b" }, { "kind": "softmax",
                "name": "c" } ],
              "outputs": [ { "name": "x", "layer": "a" }, { "name": "z", "layer": "c" } ] }
            """)).Blocked;
        var lifetimes = Lifetimes.Of(blocked, Views.Owners(blocked));
        Assert.Equal([(0, 3), (1, 2), (2, 3)], lifetimes.Select(lifetime => (lifetime.First, lifetime.Last)));
    }

    [Theory]
    [InlineData(Region.Block, "in the block")]
    [InlineData(Region.Input, "input 2000")]
    [InlineData(Region.Output, "output 2000")]
    [InlineData(Region.Arena, "arena 2,000")]
    internal void A_place_is_shown_in_words_and_an_arenas_in_bytes(Region region, string shown) => Assert.Equal(shown, new Place(region, 2000).DisplayText);

    [Fact]
    public void What_workers_of_a_block_share_lies_apart_from_what_lives_meanwhile()
    {
        var scheduled = Scheduled(Passes.Graph(
            Passes.Network(7, 7, 40, """{ "kind": "separable", "filters": 40 }""", """{ "kind": "separable", "filters": 40 }""", """{ "kind": "maxPool" }""")));
        Assert.All(scheduled.Blocks.Take(2), block => Assert.InRange(block.Schedule!.SharedBytes, 1, int.MaxValue));
        AssertNothingIsOverwritten(scheduled.Blocked.Shaped, "separable");
    }

    private static ScheduledGraph Scheduled(ShapedGraph graph) => Scheduler.Schedule(BlockPass.Form(FusionPass.Fuse(graph)));

    private static MemoryPlan Plan(ShapedGraph graph) => MemoryPlanner.Plan(Scheduled(graph));

    /// <summary>Runs the plan on marks instead of numbers: each block marks what it writes, and looks for the marks of what it reads.</summary>
    private static void AssertNothingIsOverwritten(ShapedGraph shaped, string where)
    {
        var (graph, types) = (shaped.Graph, shaped.Types);
        var scheduled = Scheduled(shaped);
        var plan = MemoryPlanner.Plan(scheduled);
        var memory = new Dictionary<Region, int[][]>
        {
            [Region.Arena] = [new int[plan.ArenaBytes / sizeof(float)]],
            [Region.Input] = [.. graph.Nodes.Select((node, index) => (node, index))
                .Where(entry => entry.node.Inputs.Count == 0)
                .Select(entry => Enumerable.Repeat(Mark(entry.index), types[entry.index].Length).ToArray())],
            [Region.Output] = [.. graph.Outputs.Select(output => new int[types[output.Node].Length])],
        };
        var owners = Views.Owners(scheduled.Blocked);
        Span<int> At(int tensor, Place place) => place.Region == Region.Arena
            ? memory[Region.Arena][0].AsSpan((int)place.Position / sizeof(float), types[tensor].Length)
            : memory[place.Region][place.Position].AsSpan();

        for (var step = 0; step < scheduled.Blocks.Count; step++)
        {
            var block = scheduled.Blocks[step].Block;
            memory[Region.Arena][0].AsSpan((int)plan.Shared[step] / sizeof(float), (int)(scheduled.Blocks[step].Schedule?.SharedBytes ?? 0) / sizeof(float))
                .Clear();
            foreach (var input in block.Inputs)
            {
                Assert.False(
                    At(input, plan.Places[input]).ContainsAnyExcept(Mark(owners[input])),
                    $"{where}: {block.Last.Name} reads what is not {graph.Nodes[input].Name} any more");
            }

            if (!block.Operation.IsView)
            {
                Assert.True(plan.Places[block.Output].Region is Region.Arena or Region.Output, $"{where}: {block.Last.Name} has no place to write to");
                Assert.All(block.Inputs, input => Assert.False(
                    At(input, plan.Places[input]).Overlaps(At(block.Output, plan.Places[block.Output])),
                    $"{where}: {block.Last.Name} writes into what it reads"));
                At(block.Output, plan.Places[block.Output]).Fill(Mark(block.Output));
            }
        }

        foreach (var copy in plan.Copies)
        {
            At(copy.Tensor, plan.Places[copy.Tensor]).CopyTo(memory[Region.Output][copy.Output]);
        }

        for (var output = 0; output < graph.Outputs.Count; output++)
        {
            Assert.False(
                memory[Region.Output][output].AsSpan().ContainsAnyExcept(Mark(owners[graph.Outputs[output].Node])),
                $"{where}: output {output} is overwritten");
        }
    }

    /// <summary>Never the 0 of memory that nobody wrote.</summary>
    private static int Mark(int tensor) => tensor + 1;
}
