using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Fusion;

/// <summary>Stages that run as one call: one of them, or a chain whose inner tensors never leave the caches.</summary>
/// <param name="Stages">In the order in which they run.</param>
/// <param name="Operation">What the call does: the stage's operation, a <see cref="FusedBlock"/> or a <see cref="FusedChain"/>.</param>
/// <param name="Inputs">The tensors it reads, as node indices of the graph.</param>
internal sealed record Block(EquatableArray<Stage> Stages, Operation Operation, EquatableArray<int> Inputs)
{
    public Stage Last => Stages[Stages.Count - 1];

    /// <summary>The tensor that it makes.</summary>
    public int Output => Last.Output;

    public static Block Of(Stage stage) => new(EquatableArray.Of(stage), stage.Operation, stage.Inputs);
}

/// <summary>A graph as blocks in the order in which they run.</summary>
internal sealed record BlockedGraph(ShapedGraph Shaped, EquatableArray<Block> Blocks)
{
    /// <summary>All stages, block by block.</summary>
    public IEnumerable<Stage> Stages => Blocks.SelectMany(block => block.Stages);

    public IReadOnlyList<TensorType> InputTypes(Block block) => [.. block.Inputs.Select(input => Shaped.Types[input])];

    public IReadOnlyList<TensorType> InputTypes(Stage stage) => [.. stage.Inputs.Select(input => Shaped.Types[input])];

    public TensorType OutputType(Block block) => Shaped.Types[block.Output];

    public TensorType OutputType(Stage stage) => Shaped.Types[stage.Output];
}
