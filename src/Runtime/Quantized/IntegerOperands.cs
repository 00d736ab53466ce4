using System.Collections.Immutable;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Which tensors an operation on integers reads and makes: their scales and zero points are in the weights, under the names of the layers that make them.
/// </summary>
/// <param name="inputs">The layers that make the inputs, or the network's inputs.</param>
/// <param name="output">The layer that makes the output.</param>
public sealed class IntegerOperands(ImmutableArray<string> inputs, string output)
{
    /// <summary>The layers that make the inputs, or the network's inputs.</summary>
    public ImmutableArray<string> Inputs { get; } = inputs;

    /// <summary>The layer that makes the output.</summary>
    public string Output { get; } = output;

    /// <summary>The lower bound of the activation that ends the operation; −∞ for none.</summary>
    public float Low { get; init; } = float.NegativeInfinity;

    /// <summary>The upper bound of the activation that ends the operation; ∞ for none.</summary>
    public float High { get; init; } = float.PositiveInfinity;

    /// <summary>Whose rounding is followed.</summary>
    public IntegerArithmetic Arithmetic { get; init; }
}
