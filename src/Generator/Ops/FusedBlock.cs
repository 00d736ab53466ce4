using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

/// <summary>One operation of a block as its kernel needs it.</summary>
/// <param name="Operation">In the form for kernels.</param>
internal sealed record BlockPart(Operation Operation, TensorType Input, TensorType Output, Activation Activation)
{
    /// <summary>The convolution's window.</summary>
    public Window Window => Operation.SlidingWindow!;

    /// <summary>The convolution's or matrix product's weights.</summary>
    public WeightShape Weights => Operation.Weights([Input])!;
}

/// <summary>
/// The blocks that MobileNets are made of, as one kernel: expand → depthwise → squeeze-and-excite → project → residual → mean,
/// of which all but depthwise and project may be missing. Inner maps stay in the caches, a few rows or one panel of channels at a time.
/// </summary>
/// <param name="Expand">What makes the rows that the depthwise convolution reads: a pointwise or a standard convolution.</param>
/// <param name="Excite">The matrix products between the mean of the map and the gates; empty without squeeze-and-excite.</param>
/// <param name="Gated">The activation of the map after its channels were scaled.</param>
/// <param name="Residual">The activation of the sum with the residual, which is the last input; null without one.</param>
/// <param name="IsPooled">True if the output is the mean of the projected map, each panel of which is pooled where it was made.</param>
internal sealed record FusedBlock(
    BlockPart? Expand,
    BlockPart Depthwise,
    EquatableArray<BlockPart> Excite,
    Activation Gated,
    BlockPart Project,
    Activation? Residual,
    bool IsPooled = false) : Operation
{
    public override string Kind => (Expand, Excite.Count) switch
    {
        (null, 0) => "depthwise separable block",
        (null, _) => "depthwise separable block with squeeze-and-excite",
        ({ Operation.Role: BlockRole.Window }, 0) => "convolution and depthwise separable block",
        (_, 0) => "inverted residual block",
        _ => "inverted residual block with squeeze-and-excite",
    };

    public override string DisplayText => $"{Kind}: {string.Join(" → ", Parts.Select(DisplayPart))}"
        + (Residual is { } activation ? " → add" + (activation == Activation.None ? "" : " " + activation.DisplayText) : "")
        + (IsPooled ? " → mean" : "");

    public override InputCount InputCount => Residual is null ? InputCount.One : new InputCount(2, 2);

    public override bool WritesPanels => Residual is null && !IsPooled;

    /// <summary>A depthwise convolution reads a few channels of many pixels; in panels, they lie side by side.</summary>
    public override bool ReadsPanels => Expand is null && Residual is null;

    public bool HasGates => Excite.Count > 0;

    /// <summary>The parts that have weights, in the order in which they run.</summary>
    public IEnumerable<BlockPart> Parts =>
    [
        .. Expand is null ? Array.Empty<BlockPart>() : [Expand],
        Depthwise,
        .. Excite,
        Project,
    ];

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => IsPooled ? Project.Output with { Height = 1, Width = 1 } : Project.Output;

    public override long MultiplyAdds(IReadOnlyList<TensorType> inputs, TensorType output) =>
        Parts.Sum(part => part.Operation.MultiplyAdds([part.Input], part.Output));

    public override FusedBlock AsBlock() => this;

    public override IEnumerable<WeightShape> KernelWeights(IReadOnlyList<TensorType> inputs) => Parts.Select(part => part.Weights);

    private static string DisplayPart(BlockPart part)
    {
        var padding = part.Operation.DisplayPadding([part.Input]);
        return $"{part.Operation.DisplayText} {Invariant.Format(part.Output.Channels)}"
            + (padding.Length > 0 ? " " + padding : "")
            + (part.Activation == Activation.None ? "" : " " + part.Activation.DisplayText);
    }
}
