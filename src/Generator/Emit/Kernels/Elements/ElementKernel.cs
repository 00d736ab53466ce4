using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Kernels.Elements;

/// <summary>Operations on the elements at one place, as one loop.</summary>
internal abstract class LoopKernel : Kernel
{
    public override IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel) => Loop(kernel, Dialects.All[0]).Constants;

    public override void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code)
    {
        using (code.Method($"Run{dialect.Tier.Name}", Signature.Parameters(kernel)))
        {
            Loop(kernel, dialect).Emit(code);
        }
    }

    /// <summary>The operations, in their order.</summary>
    protected abstract IReadOnlyList<ChainStep> Steps(KernelSpec kernel);

    private ElementLoop Loop(KernelSpec kernel, Dialect dialect) =>
        new(dialect, Steps(kernel), kernel.Output, InputNames(kernel), WeightNames(kernel));
}

/// <summary>An elementwise operation on its own: a chain of one.</summary>
internal sealed class ElementKernel(ElementFormula formula) : LoopKernel
{
    public override ElementFormula Formula => formula;

    public override string NameOf(KernelSpec kernel) => formula.Name(kernel.Operation);

    public override string StemOf(KernelSpec kernel) => NameOf(kernel).Split('_')[0];

    protected override IReadOnlyList<ChainStep> Steps(KernelSpec kernel) => [new ChainStep(kernel.Operation, kernel.Inputs, null, kernel.Activation)];
}

/// <summary>A <see cref="FusedChain"/>.</summary>
internal sealed class ChainKernel : LoopKernel
{
    public override IReadOnlyList<string> WeightNames(KernelSpec kernel) =>
        [.. Enumerable.Range(1, kernel.Weights.Count).Select(number => "weights" + Invariant.Format(number))];

    public override string NameOf(KernelSpec kernel) => "Chain" + string.Concat(Steps(kernel).Select(step =>
        "_" + ElementLoop.FormulaOf(step).Name(step.Operation)
        + (step.Inputs.Count > 2 ? Invariant.Format(step.Inputs.Count) : "")
        + (step.Chained is > 0 and var place ? "at" + Invariant.Format(place) : "")
        + (step.Activation == Activation.None ? "" : "_" + step.Activation.Identifier)));

    protected override IReadOnlyList<ChainStep> Steps(KernelSpec kernel) => ((FusedChain)kernel.Operation).Steps;
}
