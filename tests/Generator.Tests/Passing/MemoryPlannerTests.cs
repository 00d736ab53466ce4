using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Memory;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class MemoryPlannerTests
{
    [Fact]
    public void Every_stage_reads_what_was_written_for_it()
    {
        for (var seed = 0; seed < 1000; seed++)
        {
            AssertNothingIsOverwritten(FusionPass.Fuse(RandomGraph.Of(seed)), $"seed {seed}");
        }
    }

    [Fact]
    public void So_it_does_in_the_root_network() =>
        AssertNothingIsOverwritten(FusionPass.Fuse(Passes.Graph(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "network.json")))), "network.json");

    [Fact]
    public void A_chain_needs_no_more_than_its_two_largest_neighbours()
    {
        var plan = MemoryPlanner.Plan(FusionPass.Fuse(Passes.Graph(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "network.json")))));
        Assert.Equal((112 * 112 * 32) + (112 * 112 * 64), plan.ArenaLength);
    }

    [Fact]
    public void A_view_lies_where_its_input_lies()
    {
        var fused = FusionPass.Fuse(Passes.Graph(Passes.Network(4, 4, 3, """{ "kind": "maxPool" }""", """{ "kind": "flatten" }""", """{ "kind": "dense", "units": 2 }""")));
        var plan = MemoryPlanner.Plan(fused);
        Assert.Equal(plan.Places[1], plan.Places[2]);
        Assert.Equal((Region.Arena, Region.Output), (plan.Places[1].Region, plan.Places[3].Region));
    }

    [Fact]
    public void A_tensor_with_two_names_is_copied_to_the_second_output()
    {
        var plan = MemoryPlanner.Plan(FusionPass.Fuse(Passes.Graph(
            """
            { "input": { "height": 2, "width": 2, "channels": 3 }, "layers": [ { "kind": "relu", "name": "a" } ],
              "outputs": [ { "name": "x", "layer": "a" }, { "name": "y", "layer": "a" }, { "name": "z", "layer": "input" } ] }
            """)));
        Assert.Equal(new Place(Region.Output, 0), plan.Places[1]);
        Assert.Equal([new OutputCopy(1, 1), new OutputCopy(0, 2)], plan.Copies);
    }

    [Fact]
    public void Weights_start_on_cache_lines_and_do_not_overlap()
    {
        var fused = FusionPass.Fuse(Passes.Graph(Passes.Network(4, 4, 3, """{ "kind": "conv", "filters": 5, "kernel": 3 }""", """{ "kind": "separable", "filters": 7 }""", """{ "kind": "batchNorm" }""")));
        var plan = MemoryPlanner.Plan(fused);
        var end = 0L;
        for (var stage = 0; stage < fused.Stages.Count; stage++)
        {
            Assert.Equal(0, plan.WeightOffsets[stage] % WeightShape.Alignment);
            Assert.True(plan.WeightOffsets[stage] >= end);
            end = plan.WeightOffsets[stage] + fused.Stages[stage].Operation.Weights(fused.InputTypes(fused.Stages[stage]))!.PackedLength;
        }

        Assert.InRange(end, 1, plan.WeightsLength);
    }

    /// <summary>Runs the plan on marks instead of numbers: each stage marks what it writes, and looks for the marks of what it reads.</summary>
    private static void AssertNothingIsOverwritten(FusedGraph fused, string where)
    {
        var (graph, types) = (fused.Shaped.Graph, fused.Shaped.Types);
        var plan = MemoryPlanner.Plan(fused);
        var memory = new Dictionary<Region, int[][]>
        {
            [Region.Arena] = [new int[plan.ArenaLength]],
            [Region.Input] = [.. graph.Nodes.Select((node, index) => (node, index)).Where(entry => entry.node.Inputs.Count == 0).Select(entry => Enumerable.Repeat(Mark(entry.index), types[entry.index].Length).ToArray())],
            [Region.Output] = [.. graph.Outputs.Select(output => new int[types[output.Node].Length])],
        };
        var owners = Views.Owners(fused);
        Span<int> At(int tensor, Place place) => place.Region == Region.Arena
            ? memory[Region.Arena][0].AsSpan(place.Position, types[tensor].Length)
            : memory[place.Region][place.Position].AsSpan();

        foreach (var stage in fused.Stages)
        {
            foreach (var input in stage.Inputs)
            {
                Assert.False(At(input, plan.Places[input]).ContainsAnyExcept(Mark(owners[input])), $"{where}: {stage.Name} reads what is not {graph.Nodes[input].Name} any more");
            }

            if (!stage.Operation.IsView)
            {
                Assert.NotEqual(Region.Input, plan.Places[stage.Output].Region);
                Assert.All(stage.Inputs, input => Assert.False(At(input, plan.Places[input]).Overlaps(At(stage.Output, plan.Places[stage.Output])), $"{where}: {stage.Name} writes into what it reads"));
                At(stage.Output, plan.Places[stage.Output]).Fill(Mark(stage.Output));
            }
        }

        foreach (var copy in plan.Copies)
        {
            At(copy.Tensor, plan.Places[copy.Tensor]).CopyTo(memory[Region.Output][copy.Output]);
        }

        for (var output = 0; output < graph.Outputs.Count; output++)
        {
            Assert.False(memory[Region.Output][output].AsSpan().ContainsAnyExcept(Mark(owners[graph.Outputs[output].Node])), $"{where}: output {output} is overwritten");
        }
    }

    /// <summary>Never the 0 of memory that nobody wrote.</summary>
    private static int Mark(int tensor) => tensor + 1;
}
