using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Fusion;

/// <summary>
/// One operation with what was folded into it: batch normalisations in its weights, an activation in its epilogue.
/// </summary>
/// <param name="Inputs">The tensors it reads, as node indices of the graph.</param>
/// <param name="Output">The tensor it makes: the node that ends the stage.</param>
internal sealed record Stage(string Name, Operation Operation, EquatableArray<int> Inputs, int Output)
{
    /// <summary>Batch normalisations of what the operation makes, in their order.</summary>
    public EquatableArray<FoldedBatchNorm> BatchNorms { get; init; } = EquatableArray<FoldedBatchNorm>.Empty;

    /// <summary>Batch normalisations of what the operation reads, in their order.</summary>
    public EquatableArray<FoldedBatchNorm> InputNorms { get; init; } = EquatableArray<FoldedBatchNorm>.Empty;

    public Activation Activation { get; init; }

    /// <summary>Names of the nodes that have no stage of their own any more: their work is done here.</summary>
    public EquatableArray<string> Folded { get; init; } = EquatableArray<string>.Empty;

    /// <summary>This stage, which also does the work of the one after it.</summary>
    public Stage FuseConsumer(Stage next) => this with { Output = next.Output, Folded = Folded.Append(next.Name).Concat(next.Folded).ToEquatable() };

    /// <summary>This stage, which also does the work of the one before it.</summary>
    public Stage FuseProducer(Stage previous) =>
        this with { Inputs = previous.Inputs, Folded = previous.Folded.Prepend(previous.Name).Concat(Folded).ToEquatable() };
}

/// <summary>A batch normalisation that ends in the weights of an operation beside it.</summary>
internal sealed record FoldedBatchNorm(string Name, double Epsilon);

/// <summary>A graph as stages in the order in which they run.</summary>
internal sealed record FusedGraph(ShapedGraph Shaped, EquatableArray<Stage> Stages)
{
    public IReadOnlyList<TensorType> InputTypes(Stage stage) => [.. stage.Inputs.Select(input => Shaped.Types[input])];

    public TensorType OutputType(Stage stage) => Shaped.Types[stage.Output];
}
