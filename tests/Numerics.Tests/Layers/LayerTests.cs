using MobileNetGen.Generator.Ops;
using MobileNetGen.Numerics.Tests.Harness;
using MobileNetGen.Numerics.Tests.Onnx;
using MobileNetGen.Numerics.Tests.Reference;
using MobileNetGen.Numerics.Tests.Tensors;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Layers;

public sealed class LayerTests
{
    private const int Seed = 21;

    /// <summary>Of the range of an output: a few roundings of a float in a sum of hundreds of products.</summary>
    private const double Share = 3e-6;

    public static TheoryData<string> Names => [.. LayerCases.Names];

    [Theory, MemberData(nameof(Names))]
    public void A_layer_agrees_with_naive_loops_in_double_precision_on_every_path(string name)
    {
        var layer = LayerCases.Get(name);
        var inputs = RandomInputs.Plain(layer.Shaped, Seed);
        var expected = ReferenceNetwork.Run(layer.Shaped, layer.Weights, inputs);
        foreach (var path in ExecutionPaths.All(1, 2))
        {
            Agreement.WithinRange(expected, layer.Runner.Run(layer.Weights.ToSource(), path, inputs), Share, path.ToString());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_naive_loops_agree_with_ONNX_Runtime(string name)
    {
        var layer = LayerCases.Get(name);
        var inputs = RandomInputs.Plain(layer.Shaped, Seed);
        var expected = ReferenceNetwork.Run(layer.Shaped, layer.Weights, inputs);
        Agreement.WithinRange(expected, OnnxPeer.RunAsWritten(layer.Shaped, layer.Weights, inputs), 1e-5, name);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_layer_gives_the_same_bits_on_every_path(string name)
    {
        var layer = LayerCases.Get(name);
        CheckBits(layer, RandomInputs.Plain(layer.Shaped, Seed));
    }

    [Theory, MemberData(nameof(Names))]
    public void Inputs_that_arithmetic_treats_apart_give_the_same_bits_on_every_path(string name)
    {
        var layer = LayerCases.Get(name);
        CheckBits(layer, RandomInputs.WithSpecials(layer.Shaped, Seed));
        CheckBits(layer, RandomInputs.NegativeZeros(layer.Shaped));
    }

    [Theory, MemberData(nameof(Names))]
    public void NaN_reaches_what_it_reaches_in_the_naive_loops_and_in_ONNX_Runtime(string name)
    {
        var layer = LayerCases.Get(name);
        var inputs = RandomInputs.WithNaN(layer.Shaped, Seed);
        var expected = ReferenceNetwork.Run(layer.Shaped, layer.Weights, inputs);
        Agreement.NaN(expected, layer.Runner.Run(layer.Weights.ToSource(), ExecutionPaths.Reference, inputs), "generated");

        // There, a NaN under a max pooling's window, or in a maximum over axes, counts or not by its place.
        if (!layer.Shaped.Graph.Nodes.Any(node => node.Operation is MaxPool or GlobalMaxPool or Reduce { Function: Reduction.Max }))
        {
            Agreement.NaN(expected, OnnxPeer.RunAsWritten(layer.Shaped, layer.Weights, inputs), "ONNX Runtime");
        }
    }

    public static TheoryData<string> BlockNames => [.. BlockCases.All.Select(layer => layer.Name)];

    [Theory, MemberData(nameof(BlockNames))]
    public void A_block_gives_the_bits_of_its_stages_one_by_one(string name)
    {
        var layer = LayerCases.Get(name);
        Assert.True(layer.Runner.Info.Blocks.Length < LayerCases.Separate(name).Info.Blocks.Length, "nothing was joined");
        foreach (var inputs in new[] { RandomInputs.Plain(
            layer.Shaped,
            Seed), RandomInputs.WithSpecials(layer.Shaped, Seed), RandomInputs.NegativeZeros(layer.Shaped) })
        {
            var expected = LayerCases.Separate(name).Run(layer.Weights.ToSource(), ExecutionPaths.Reference, inputs);
            Agreement.ToTheLastBit(expected, layer.Runner.Run(layer.Weights.ToSource(), new NetworkOptions(), inputs), name);
        }
    }

    private static void CheckBits(CompiledLayer layer, float[][] inputs)
    {
        var expected = layer.Runner.Run(layer.Weights.ToSource(), ExecutionPaths.Reference, inputs);
        foreach (var path in ExecutionPaths.All(1, 2, 3))
        {
            Agreement.ToTheLastBit(expected, layer.Runner.Run(layer.Weights.ToSource(), path, inputs), path.ToString());
        }
    }
}
