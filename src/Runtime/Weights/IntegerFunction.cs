namespace MobileNetGen.CompilerServices;

/// <summary>What an operation without a kernel makes of integers.</summary>
public enum IntegerFunction
{
    /// <summary>The sum of two tensors.</summary>
    Sum,

    /// <summary>The first of two tensors without the second.</summary>
    Difference,

    /// <summary>The product of two tensors.</summary>
    Product,

    /// <summary>The mean of some elements.</summary>
    Mean,

    /// <summary>The sum of some elements.</summary>
    Total,

    /// <summary>The mean under a window.</summary>
    AveragePool,

    /// <summary>Probabilities.</summary>
    Softmax,

    /// <summary>A vector over its length.</summary>
    L2Normalize,

    /// <summary>Maps side by side, which come from several scales.</summary>
    Concat,

    /// <summary>A border of one value.</summary>
    Pad,

    /// <summary>A map of another size.</summary>
    Bilinear,

    /// <summary>Integers of floats.</summary>
    Quantize,

    /// <summary>Floats of integers.</summary>
    Dequantize,

    /// <summary>The same number in another scale.</summary>
    Rescale,

    /// <summary>The same number in another scale, between two bounds.</summary>
    Clip,

    /// <summary><c>x · relu6(x + 3) / 6</c>.</summary>
    HardSwish,

    /// <summary><c>relu6(x + 3) / 6</c>.</summary>
    HardSigmoid,

    /// <summary><c>1 / (1 + exp(−x))</c>.</summary>
    Sigmoid,

    /// <summary><c>x / (1 + exp(−x))</c>.</summary>
    Swish,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary><c>x · Φ(x)</c> with the exact normal distribution.</summary>
    Gelu,

    /// <summary><c>x · (1 + tanh(√(2/π) · (x + 0.044715 x³))) / 2</c>.</summary>
    GeluTanh,

    /// <summary>The value times a slope below 0.</summary>
    LeakyRelu,

    /// <summary><c>alpha · (exp(x) − 1)</c> below 0.</summary>
    Elu,
}
