using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Generator.Ops;

/// <summary>What an operation on integers has beside what it has on floats.</summary>
/// <param name="Arithmetic">Whose rounding it follows.</param>
/// <param name="HasWeightZeros">True where weights may have zero points of their own.</param>
internal sealed record IntegerForm(IntegerArithmetic Arithmetic, bool HasWeightZeros)
{
    /// <summary>The activation at whose bounds integers end that are stored: it costs nothing, and no rounding of its own.</summary>
    public Activation Clamp { get; init; }

    public bool IsFixedPoint => Arithmetic == IntegerArithmetic.TfLiteReference;

    /// <summary>The operation's form for a kernel: what is data of the weights is left out.</summary>
    public IntegerForm ForKernel() => this with { Clamp = Activation.None };

    /// <summary>
    /// A part of an identifier: networks with zero points of weights and without them may be of one project. With ONNX Runtime's arithmetic all have them.
    /// </summary>
    public string Identifier => Arithmetic == IntegerArithmetic.OnnxRuntime ? "_onnx"
        : (IsFixedPoint ? "_fixed" : "") + (HasWeightZeros ? "_zeros" : "");
}
