using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Emit.Kernels.Elements;
using MobileNetGen.Generator.Emit.Loops;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit;

/// <summary>The loops of one operation, written once in the vocabulary of a <see cref="Dialect"/>.</summary>
internal abstract class Kernel
{
    /// <summary>What specialises the kernel beside the shapes of its inputs and output, as a word: <c>Conv3x3s2</c>.</summary>
    public abstract string NameOf(KernelSpec kernel);

    /// <summary>What the kernel computes, as the start of the name of its class: <c>Conv</c>.</summary>
    public virtual string StemOf(KernelSpec kernel) => new([.. NameOf(kernel).TakeWhile(char.IsLetter)]);

    /// <summary>Constants that the loops name: shapes and strides.</summary>
    public abstract IEnumerable<(string Name, int Value)> Constants(KernelSpec kernel);

    /// <summary>
    /// Sizes that are arguments and not constants, so that one text serves all shapes: for loops that known sizes would not make faster.
    /// </summary>
    public virtual IReadOnlyList<(string Name, int Value)> Sizes(KernelSpec kernel) => [];

    /// <summary>The words that the methods of a tier are written in: <see cref="Dialect.Shared"/> where tiers share methods.</summary>
    public virtual Dialect WordsOf(Dialect dialect) => dialect;

    /// <summary>The methods of one tier; the first is the dialect's <c>Run</c>.</summary>
    public abstract void EmitTier(KernelSpec kernel, Dialect dialect, CodeWriter code);

    /// <summary>What the methods call the kernel's inputs.</summary>
    public virtual IReadOnlyList<string> InputNames(KernelSpec kernel) => Signature.InputNames(kernel.Inputs.Count);

    /// <summary>What the methods call the kernel's packed weights.</summary>
    public virtual IReadOnlyList<string> WeightNames(KernelSpec kernel) => kernel.Weights.Count > 0 ? ["weights"] : [];

    /// <summary>Static data that all tiers share.</summary>
    public virtual void EmitData(KernelSpec kernel, Arithmetic arithmetic, CodeWriter code)
    {
    }

    /// <summary>Of an operation on the elements at one place: what it makes of them.</summary>
    public virtual ElementFormula? Formula => null;

    /// <summary>The tiers that there is a loop for, widest first, where <see cref="HasTiers"/>.</summary>
    public virtual IReadOnlyList<Dialect> DialectsOf(Arithmetic arithmetic) => Dialects.Of(arithmetic);

    /// <summary>The condition under which the loop of a tier runs.</summary>
    public virtual string Condition(Dialect dialect) =>
        (dialect.IsSupported is { } condition ? $"{condition} && " : "") + $"frame.Tier == SimdTier.{dialect.Tier.Member}";

    /// <summary>False if there is one loop for all tiers, called <c>RunScalar</c>: code without arithmetic, or without lanes.</summary>
    public virtual bool HasTiers => true;

    /// <summary>All that tells the kernel from others: <c>Conv3x3s2_112x112x32_56x56x64_relu</c>; elements alone where sizes are arguments.</summary>
    public string Specialisation(KernelSpec kernel)
    {
        if (Sizes(kernel).Count > 0)
        {
            return NameOf(kernel) + string.Concat(kernel.Inputs.Append(kernel.Output).Select(type => type.Element.Suffix));
        }

        var shapes = string.Join("_", kernel.Inputs.Select(input => input.Identifier));
        var activation = kernel.Activation == Activation.None ? "" : "_" + kernel.Activation.Identifier;
        return $"{NameOf(kernel)}_{shapes}_{kernel.Output.Identifier}{activation}{kernel.Operation.Integers?.Identifier}";
    }

    protected static string Identifier(Window window, TensorType input)
    {
        var margins = window.Margins(input);
        return window.Kernel.DisplayShort.Replace('×', 'x')
            + (window.Stride == Extent.One ? "" : "s" + window.Stride.DisplayShort.Replace('×', 'x'))
            + (window.Dilation == Extent.One ? "" : "d" + window.Dilation.DisplayShort.Replace('×', 'x'))
            + (margins.IsNone ? "" : "p" + margins.DisplayText.Replace(',', '_'));
    }

    /// <summary>A sum with the kernel's epilogue applied.</summary>
    /// <param name="weights">A ref to the packed weights of the channels at hand.</param>
    /// <param name="offset">The offset of the vector among them.</param>
    protected static string Ended(KernelSpec kernel, Dialect dialect, string sum, string weights, string offset) =>
        Epilogue.Of(kernel.Part).Of(dialect, sum, operand => operand is ChannelOperand numbers
            ? dialect.Load(weights, Address.Sum(numbers.Section, offset))
            : throw new NotSupportedException($"the kernel has no {operand}."));
}
