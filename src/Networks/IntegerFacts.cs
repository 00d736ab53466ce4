using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Networks;

/// <summary>What a node of integers has beside its operation.</summary>
/// <param name="Output">What the integers stand for that it makes; null where it makes floats.</param>
internal sealed record IntegerFacts(Quantisation? Output)
{
    /// <summary>The activation at whose bounds they end.</summary>
    public Activation Clamp { get; init; }

    /// <summary>What the integers of its weights stand for; null for none.</summary>
    public WeightQuantisation? Weights { get; init; }

    /// <summary>Its biases, in steps of the input's scale times the weights'.</summary>
    public int[]? Bias { get; init; }
}

/// <summary>What integers of weights stand for, output by output.</summary>
/// <param name="Element">Signed or unsigned bytes.</param>
/// <param name="Scale">One for each output.</param>
/// <param name="ZeroPoint">One for each output; null where all are 0.</param>
internal sealed record WeightQuantisation(ModelElementType Element, float[] Scale, int[]? ZeroPoint);
