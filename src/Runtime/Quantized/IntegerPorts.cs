using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>What an operation's input and output stand for, as numbers that a kernel reads.</summary>
internal readonly struct IntegerPorts(Quantization input, Quantization output, IntegerArithmetic arithmetic)
{
    private readonly IntegerArithmetic _arithmetic = arithmetic;

    public int InputZero { get; } = input.Zero;

    public int InputOffset { get; } = input.Offset;

    public int OutputZero { get; } = output.Zero;

    public float OutputScale { get; } = output.Scale;

    /// <summary>True for TensorFlow Lite's own kernels where XNNPACK has others.</summary>
    public bool IsReference => _arithmetic == IntegerArithmetic.TfLiteReference;
}
