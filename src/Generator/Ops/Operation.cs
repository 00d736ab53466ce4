using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Generator.Ops;

/// <summary>What a node of the graph does. Passes ask these questions and never look at the type.</summary>
internal abstract record Operation
{
    /// <summary>The name of the kind, as in a description.</summary>
    public abstract string Kind { get; }

    /// <summary>The kind of layer that makes the operation and no other.</summary>
    public virtual string LayerName => Kind;

    /// <summary>
    /// The keys of a layer that makes the operation: the inverse of what its kind builds. What stands in for a key anyway is left out, unless it
    /// helps to read.
    /// </summary>
    /// <param name="padding">The network's own padding of convolutions; null where it has none.</param>
    public virtual IEnumerable<Member> LayerKeys(Padding? padding) => [];

    public virtual InputCount InputCount => InputCount.One;

    /// <summary>Of an operation that reads or makes integers: how it computes with them; null for floats.</summary>
    public IntegerForm? Integers { get; init; }

    /// <summary>True if there is a kernel for integers.</summary>
    public virtual bool TakesIntegers => IsView;

    /// <summary>True if integers that come out stand for the same as those that go in, so that they have no scale of their own.</summary>
    public virtual bool KeepsQuantization => IsView;

    /// <summary>True if integers only move, or are compared, so that the loops for floats serve them.</summary>
    public virtual bool MovesIntegers => false;

    /// <summary>True if the operation on integers is a matrix product.</summary>
    public virtual bool IsIntegerMatrix => false;

    /// <summary>Of an operation whose integers need not be of the network's precision: of which they are.</summary>
    public virtual Precision? OwnPrecision => null;

    /// <summary>The kind with its geometry, human-readable: <c>conv 3×3 /2</c>.</summary>
    public virtual string DisplayText => Kind;

    /// <summary>The padding with its numbers, human-readable, or an empty text where there is none to speak of.</summary>
    public virtual string DisplayPadding(IReadOnlyList<TensorType> inputs) => "";

    public abstract InferredShape InferShape(IReadOnlyList<TensorType> inputs);

    public virtual ParameterCount Parameters(IReadOnlyList<TensorType> inputs) => default;

    public virtual long MultiplyAdds(IReadOnlyList<TensorType> inputs, TensorType output) => 0;

    /// <summary>The operation's packed weights, or null if it has none. They consist of what the first input consists of.</summary>
    public WeightShape? Weights(IReadOnlyList<TensorType> inputs) => Integers is not null ? IntegerWeights(inputs)
        : Layout(inputs) is { } layout ? layout with { Element = inputs[0].Element } : null;

    /// <summary>The packed weights that the operation's kernel reads, in their order: its own, or those of its parts.</summary>
    public virtual IEnumerable<WeightShape> KernelWeights(IReadOnlyList<TensorType> inputs) => Weights(inputs) is { } own ? [own] : [];

    /// <summary>The operation as a matrix product, if it is one, for the schedule.</summary>
    public virtual MatrixWork? Work(IReadOnlyList<TensorType> inputs, TensorType output) => null;

    /// <summary>The operation as a block of several stages, if it is one, for the schedule.</summary>
    public virtual FusedBlock? AsBlock() => null;

    /// <summary>Of an activation as a layer: which.</summary>
    public virtual Activation? LayerActivation => null;

    /// <summary>True if the operation can write its output in panels of channels.</summary>
    public virtual bool WritesPanels => false;

    /// <summary>True if the operation can read its one input in panels of channels, and is the faster for it.</summary>
    public virtual bool ReadsPanels => false;

    /// <summary>The window that slides over the first input; null where each output has the whole input or one place of it.</summary>
    public virtual Window? SlidingWindow => null;

    /// <summary>Of an input that pixels are prepared for: how.</summary>
    public virtual Preprocessing? Preprocessing => null;

    /// <summary>Of a batch normalisation, which a neighbour's weights can take over: what is added to the variance.</summary>
    public virtual double? NormEpsilon => null;

    /// <summary>Of a border of zeros, which can be a window's padding as well: how wide it is.</summary>
    public virtual Margins? ZeroBorder => null;

    /// <summary>The part that the operation, in the form for kernels, can play in a block.</summary>
    public virtual BlockRole Role => BlockRole.None;

    /// <summary>True if a batch normalisation that follows can be folded into the operation's weights.</summary>
    public virtual bool FoldsBatchNorm => false;

    /// <summary>True if the operation's kernel applies an activation to what it stores.</summary>
    public virtual bool AppliesActivation => false;

    /// <summary>True if each element of the output is made of those at its place, so that a loop over elements can do what follows too.</summary>
    public virtual bool IsElementwise => false;

    /// <summary>True if the output is the input's elements in the input's order, so that both can share memory.</summary>
    public virtual bool IsView => false;

    /// <summary>The operation without what its kernel does not depend on, so that layers that differ in nothing else share one.</summary>
    public virtual Operation ForKernel(IReadOnlyList<TensorType> inputs) => this;

    /// <summary>One stage that does the work of <paramref name="producer"/> and of this operation after it; null if there is none.</summary>
    /// <param name="producer">The stage that makes one of the inputs, which nobody else reads.</param>
    /// <param name="own">The stage of this operation.</param>
    /// <param name="inputs">The types of what <paramref name="own"/> reads.</param>
    public virtual Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs) => null;

    /// <summary>What the operation needs on integers, as the runtime packs it; null if that is nothing.</summary>
    protected virtual WeightShape? IntegerWeights(IReadOnlyList<TensorType> inputs) => null;

    /// <summary>How the weights are packed, whatever they consist of; null if there are none.</summary>
    protected virtual WeightShape? Layout(IReadOnlyList<TensorType> inputs) => null;

    /// <summary>True for the end of a network that its loss takes over when it is trained: what goes in comes out of the training step.</summary>
    public virtual bool IsLeftToLoss => false;

    /// <summary>Adds the operation to the forward pass of a training step.</summary>
    /// <returns>The tensor that it makes.</returns>
    public virtual int Train(ForwardScope scope) => scope.Apply(this);

    /// <summary>Adds to the backward pass how the loss changes with each input, and with the weights; null if there is no rule.</summary>
    /// <returns>For each input the tensor, of the input's type; null where the loss does not depend on it, or nobody asks.</returns>
    public virtual IReadOnlyList<int?>? Gradients(BackwardScope scope) => null;
}

/// <summary>How many inputs an operation takes.</summary>
internal readonly record struct InputCount(int Min, int Max)
{
    public static readonly InputCount One = new(1, 1);

    public string DisplayText => (Min, Max) switch
    {
        (0, 0) => "none",
        (1, 1) => "one",
        (_, int.MaxValue) => $"{Invariant.Format(Min)} or more",
        _ => Min == Max ? Invariant.Format(Min) : $"{Invariant.Format(Min)} to {Invariant.Format(Max)}",
    };
}

/// <summary>Parameters in the papers' count: batch normalisation has two trainable ones and two that are not, per channel.</summary>
internal readonly record struct ParameterCount(long Trainable, long NonTrainable = 0)
{
    public long Total => Trainable + NonTrainable;

    public static ParameterCount OfNormalisation(int channels) => new(2L * channels, 2L * channels);

    public static ParameterCount operator +(ParameterCount left, ParameterCount right) =>
        new(left.Trainable + right.Trainable, left.NonTrainable + right.NonTrainable);
}

/// <summary>A shape, or the sentence that says why there is none and what would be accepted.</summary>
internal readonly record struct InferredShape(TensorType? Type, string? Problem)
{
    public static implicit operator InferredShape(TensorType type) => new(type, null);

    public static implicit operator InferredShape(string problem) => new(null, problem);
}
