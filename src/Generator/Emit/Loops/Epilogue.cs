using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>What a step reads beside the value.</summary>
/// <param name="Name">What loops call the ref to it that a register tile has.</param>
internal abstract record EpilogueOperand(string Name);

/// <summary>A map of the output's shape, read at the value's place.</summary>
/// <param name="Parameter">What methods call the whole map.</param>
/// <param name="Row">What loops call the ref to the pixel at hand.</param>
internal sealed record MapOperand(string Name, string Parameter, string Row) : EpilogueOperand(Name);

/// <summary>A number for each channel, from the packed weights.</summary>
/// <param name="Section">The constant for where the numbers begin.</param>
internal sealed record ChannelOperand(string Name, string Section) : EpilogueOperand(Name);

/// <summary>Something that becomes of a sum before it is stored.</summary>
internal abstract record EpilogueStep
{
    /// <summary>True if it takes so many instructions that it is better written once in a loop than for each register.</summary>
    public virtual bool IsLong => false;

    /// <summary>What it reads beside the value; null for nothing.</summary>
    public virtual EpilogueOperand? Operand => null;

    /// <summary>The text of what it makes of a value.</summary>
    /// <param name="operand">The text of its operand's elements; empty without one.</param>
    public abstract string Of(Dialect dialect, string value, string operand);
}

/// <summary>The value's activation.</summary>
internal sealed record ActivationStep(Activation Activation) : EpilogueStep
{
    public override bool IsLong => Activation.IsLong;

    public override string Of(Dialect dialect, string value, string operand) => dialect.Arithmetic.Apply(Activation, value);
}

/// <summary>The sum with the residual.</summary>
internal sealed record ResidualStep : EpilogueStep
{
    public override EpilogueOperand Operand { get; } = new MapOperand("r", "residual", "addend");

    public override string Of(Dialect dialect, string value, string operand) => dialect.Add(value, operand);
}

/// <summary>What becomes of sums: step by step each value, which is stored then, or pooled with the others of its channel.</summary>
internal sealed record Epilogue(EquatableArray<EpilogueStep> Steps)
{
    /// <summary>How a panel of values is pooled; null where all of them are stored.</summary>
    public PanelPool? Pool { get; init; }

    public bool IsLong => Steps.Any(step => step.IsLong);

    /// <summary>What the steps read beside the values, in their order.</summary>
    public IReadOnlyList<EpilogueOperand> Operands => [.. Steps.Select(step => step.Operand).OfType<EpilogueOperand>()];

    /// <summary>The maps among them, which are parameters of methods.</summary>
    public IEnumerable<MapOperand> Maps => Operands.OfType<MapOperand>();

    /// <summary>All that ends a convolution or matrix product: the one place that decides which steps there are.</summary>
    /// <param name="residual">The activation of the sum with the residual; null without one.</param>
    public static Epilogue Of(BlockPart part, Activation? residual = null) => new(EquatableArray.Of<EpilogueStep>(
    [
        .. Activate(part.Activation),
        .. residual is { } sum ? [new ResidualStep(), .. Activate(sum)] : Array.Empty<EpilogueStep>(),
    ]));

    /// <summary>The text of the value that is stored.</summary>
    /// <param name="read">The text of an operand's elements at the value's place.</param>
    public string Of(Dialect dialect, string value, Func<EpilogueOperand, string> read) =>
        Steps.Aggregate(value, (result, step) => step.Of(dialect, result, step.Operand is { } operand ? read(operand) : ""));

    private static IEnumerable<EpilogueStep> Activate(Activation activation) => activation == Activation.None ? [] : [new ActivationStep(activation)];
}
