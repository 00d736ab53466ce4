using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

/// <summary>One operation of a chain as its kernel needs it.</summary>
/// <param name="Operation">In the form for kernels.</param>
/// <param name="Inputs">The types of what it reads.</param>
/// <param name="Chained">Which of its inputs the step before makes; null in the first step.</param>
internal sealed record ChainStep(Operation Operation, EquatableArray<TensorType> Inputs, int? Chained, Activation Activation)
{
    /// <summary>The types of what it reads from memory.</summary>
    public IEnumerable<TensorType> OtherInputs => Inputs.Where((_, index) => index != Chained);
}

/// <summary>Elementwise operations one after the other, as one loop: inner values never leave the registers.</summary>
/// <param name="Steps">In their order; each but the first reads what the one before makes, and nobody else does.</param>
/// <param name="Output">The shape of each step's output.</param>
internal sealed record FusedChain(EquatableArray<ChainStep> Steps, TensorType Output) : Operation
{
    public override string Kind => "elementwise chain";

    public override string DisplayText => $"{Kind}: {string.Join(" → ", Steps.Select(DisplayStep))}";

    public override InputCount InputCount => new(1, int.MaxValue);

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => Output;

    public override IEnumerable<WeightShape> KernelWeights(IReadOnlyList<TensorType> inputs) =>
        Steps.SelectMany(step => step.Operation.KernelWeights(step.Inputs));

    private static string DisplayStep(ChainStep step) =>
        step.Operation.DisplayText + (step.Activation == Activation.None ? "" : " " + step.Activation.DisplayText);
}
