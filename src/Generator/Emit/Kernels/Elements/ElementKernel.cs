using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Elements;

/// <summary>An elementwise operation on its own: a chain of one.</summary>
internal sealed class ElementKernel(ElementFormula formula) : Kernel
{
    public ElementFormula Formula => formula;

    public override string NameOf(KernelSpec kernel) => formula.Name(kernel.Operation);

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => Loop(kernel, Dialects.All[0]).Constants;

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (Method(code, $"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            Loop(kernel, dialect).Emit(code);
        }
    }

    private ElementLoop Loop(KernelSpec kernel, Dialect dialect) => new(
        dialect,
        [new ChainStep(kernel.Operation, kernel.Inputs, null, kernel.Activation)],
        kernel.Output,
        InputNames(kernel),
        WeightNames(kernel));
}

/// <summary>A <see cref="FusedChain"/>.</summary>
internal sealed class ChainKernel : Kernel
{
    public override IReadOnlyList<string> WeightNames(KernelSpec kernel) =>
        [.. Enumerable.Range(1, Chain(kernel).Steps.Count(ElementLoop.HasWeights)).Select(number => "weights" + Invariant.Format(number))];

    public override string NameOf(KernelSpec kernel) => "Chain" + string.Concat(Chain(kernel).Steps.Select(step =>
        "_" + ElementLoop.FormulaOf(step).Name(step.Operation)
        + (step.Inputs.Count > 2 ? Invariant.Format(step.Inputs.Count) : "")
        + (step.Chained is > 0 and var place ? "at" + Invariant.Format(place) : "")
        + (step.Activation == Activation.None ? "" : "_" + step.Activation.Identifier)));

    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => Loop(kernel, Dialects.All[0]).Constants;

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (Method(code, $"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            Loop(kernel, dialect).Emit(code);
        }
    }

    private ElementLoop Loop(KernelSpec kernel, Dialect dialect) =>
        new(dialect, Chain(kernel).Steps, kernel.Output, InputNames(kernel), WeightNames(kernel));

    private static FusedChain Chain(KernelSpec kernel) => (FusedChain)kernel.Operation;
}
