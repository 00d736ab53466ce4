using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit.Loops;

/// <summary>Something that becomes of a sum before it is stored.</summary>
internal abstract record EpilogueStep
{
    /// <summary>True if it takes so many instructions that it is better written once in a loop than for each register.</summary>
    public virtual bool IsLong => false;

    /// <summary>True if it reads the residual.</summary>
    public virtual bool ReadsResidual => false;

    /// <summary>The text of what it makes of a value.</summary>
    /// <param name="residual">The residual at the value's place.</param>
    public abstract string Of(Dialect dialect, string value, string residual);
}

/// <summary>The value's activation.</summary>
internal sealed record ActivationStep(Activation Activation) : EpilogueStep
{
    public override bool IsLong => Activation.IsLong;

    public override string Of(Dialect dialect, string value, string residual) => Activation.Of(value);
}

/// <summary>The sum with the residual.</summary>
internal sealed record ResidualStep : EpilogueStep
{
    public override bool ReadsResidual => true;

    public override string Of(Dialect dialect, string value, string residual) => dialect.Add(value, residual);
}

/// <summary>What becomes of a sum before it is stored, step by step.</summary>
internal sealed record Epilogue(EquatableArray<EpilogueStep> Steps)
{
    public bool IsLong => Steps.Any(step => step.IsLong);

    public bool ReadsResidual => Steps.Any(step => step.ReadsResidual);

    public static Epilogue Of(Activation activation) => new(EquatableArray.Of<EpilogueStep>(new ActivationStep(activation)));

    /// <param name="residual">The activation of the sum with the residual; null without one.</param>
    public static Epilogue Of(Activation activation, Activation? residual) => residual is { } sum
        ? new(EquatableArray.Of<EpilogueStep>(new ActivationStep(activation), new ResidualStep(), new ActivationStep(sum)))
        : Of(activation);

    /// <summary>The text of the value that is stored.</summary>
    /// <param name="residual">Where the residual of the value lies: a ref and an offset.</param>
    public string Of(Dialect dialect, string value, string residual, string offset) =>
        Steps.Aggregate(value, (result, step) => step.Of(dialect, result, step.ReadsResidual ? dialect.Load(residual, offset) : ""));
}
