using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>Dropout drops in training only.</summary>
internal sealed record Dropout(double Rate) : Operation
{
    public static readonly LayerKind Layer = new(
        "dropout",
        "Nothing: dropout is for training. It keeps its place in the names.",
        EquatableArray.Of<Property>(Properties.Rate),
        static layer => layer.Add(layer.Name, new Dropout(layer.Get(Properties.Rate))));

    public override string Kind => "dropout";

    public override bool IsView => true;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => Properties.Rate.Unless(Rate);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => new Copy();

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) => producer.FuseConsumer(own);

    /// <summary>In training, a mask drops elements, and scales those that are left.</summary>
    public override int Train(ForwardScope scope) => scope.Apply(new Mul(), scope.Mask(Rate));
}

/// <summary>A map as a vector in the order of memory: rows, columns, channels.</summary>
internal sealed record Flatten : Operation
{
    public static readonly LayerKind Layer = new(
        "flatten",
        "The map as a vector, pixel by pixel.",
        EquatableArray<Property>.Empty,
        static layer => layer.Add(layer.Name, new Flatten()));

    public override string Kind => "flatten";

    public override bool IsView => true;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) =>
        new TensorType(1, 1, inputs[0].Length) { Element = inputs[0].Element };

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => new Copy();

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        inputs[0].IsVector ? producer.FuseConsumer(own) : null;

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) => [Reshape.Back(scope)];
}
