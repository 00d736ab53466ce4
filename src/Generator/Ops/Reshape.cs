using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>The same elements in the order of memory (rows, columns, channels) under another shape.</summary>
internal sealed record Reshape(MapShape Shape) : Operation
{
    public static readonly LayerKind Layer = new(
        "reshape",
        "The same elements in the order of memory (rows, columns, channels) under another shape.",
        EquatableArray.Of<Property>(Properties.Shape),
        static layer => layer.Add(layer.Name, new Reshape(layer.Require(Properties.Shape, new MapShape(1, 1, 1)))));

    public override string Kind => "reshape";

    public override bool IsView => true;

    public override IEnumerable<Member> LayerKeys(Padding? padding) => [Properties.Shape.Of(Shape)];

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs)
    {
        var pixels = (long)Shape.Height * Shape.Width;
        return pixels <= inputs[0].Length && pixels * Shape.Channels == inputs[0].Length
            ? new TensorType(Shape.Height, Shape.Width, Shape.Channels) { Element = inputs[0].Element }
            : $"the shape {Shape.DisplayText} does not have as many elements as the input, {Invariant.Grouped(inputs[0].Length)}.";
    }

    public override Operation ForKernel(IReadOnlyList<TensorType> inputs) => new Copy();

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) =>
        InferShape(inputs).Type == inputs[0] ? producer.FuseConsumer(own) : null;

    public override IReadOnlyList<int?> Gradients(BackwardScope scope) => [Back(scope)];

    /// <summary>The gradient under the input's shape.</summary>
    public static int Back(BackwardScope scope)
    {
        var input = scope.InputTypes[0];
        return scope.Apply(new Reshape(new MapShape(input.Height, input.Width, input.Channels)), scope.Upstream);
    }
}
