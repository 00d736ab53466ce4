using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Fusion;

/// <summary>
/// One operation with what was folded into it: a batch normalisation in its weights, an activation in its epilogue.
/// </summary>
/// <param name="Inputs">The tensors it reads, as node indices of the graph.</param>
/// <param name="Output">The tensor it makes: the node that ends the stage.</param>
/// <param name="Folded">Names of the nodes that have no stage of their own any more.</param>
internal sealed record Stage(string Name, Operation Operation, EquatableArray<int> Inputs, int Output)
{
    public FoldedBatchNorm? BatchNorm { get; init; }

    public Activation Activation { get; init; }

    public EquatableArray<string> Folded { get; init; } = EquatableArray<string>.Empty;
}

/// <summary>A batch normalisation that ends in the weights of the operation in front.</summary>
internal sealed record FoldedBatchNorm(string Name, double Epsilon);

/// <summary>A graph as stages in the order in which they run.</summary>
internal sealed record FusedGraph(ShapedGraph Shaped, EquatableArray<Stage> Stages)
{
    public IReadOnlyList<TensorType> InputTypes(Stage stage) => [.. stage.Inputs.Select(input => Shaped.Types[input])];

    public TensorType OutputType(Stage stage) => Shaped.Types[stage.Output];
}
