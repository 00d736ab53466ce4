using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

internal enum ActivationFunction
{
    None,

    /// <summary>0 below 0.</summary>
    Relu,

    /// <summary>0 below 0, 6 above 6.</summary>
    Relu6,

    /// <summary>The value times alpha below 0.</summary>
    LeakyRelu,

    /// <summary>A lower bound below it, an upper bound above it; one of them may be missing.</summary>
    Clip,

    /// <summary><c>relu6(x + 3) / 6</c>.</summary>
    HardSigmoid,

    /// <summary><c>x · relu6(x + 3) / 6</c>.</summary>
    HardSwish,

    /// <summary><c>1 / (1 + exp(−x))</c>.</summary>
    Sigmoid,

    /// <summary><c>x · sigmoid(x)</c>, also called SiLU.</summary>
    Swish,

    Tanh,

    /// <summary><c>x · Φ(x)</c> with the exact normal distribution.</summary>
    Gelu,

    /// <summary><c>x · (1 + tanh(√(2/π) · (x + 0.044715 x³))) / 2</c>, which stands for <see cref="Gelu"/>.</summary>
    GeluTanh,

    /// <summary><c>alpha · (exp(x) − 1)</c> below 0.</summary>
    Elu,
}

/// <summary>A function of one value.</summary>
/// <param name="Alpha">
/// Of <see cref="ActivationFunction.LeakyRelu"/> and <see cref="ActivationFunction.Elu"/> only: the slope below 0, and minus the limit at
/// −∞.
/// </param>
internal readonly record struct Activation(ActivationFunction Function, double Alpha = 0)
{
    /// <summary>PyTorch's and ONNX' slope. Keras' is 0.3.</summary>
    public const double CommonSlope = 0.01;

    /// <summary>The alpha that ELU has everywhere.</summary>
    public const double CommonLimit = 1;

    private const float Six = 6;

    public static readonly Activation None;
    public static readonly Activation Relu = new(ActivationFunction.Relu);
    public static readonly Activation Relu6 = new(ActivationFunction.Relu6);
    public static readonly Activation HardSigmoid = new(ActivationFunction.HardSigmoid);
    public static readonly Activation HardSwish = new(ActivationFunction.HardSwish);
    public static readonly Activation Sigmoid = new(ActivationFunction.Sigmoid);
    public static readonly Activation Swish = new(ActivationFunction.Swish);
    public static readonly Activation Tanh = new(ActivationFunction.Tanh);
    public static readonly Activation Gelu = new(ActivationFunction.Gelu);
    public static readonly Activation GeluTanh = new(ActivationFunction.GeluTanh);

    /// <summary>Of <see cref="ActivationFunction.Clip"/> only, as <see cref="High"/>: the bounds, infinite where there is none.</summary>
    public float Low { get; private init; }

    public float High { get; private init; }

    public static Activation LeakyRelu(double alpha) => new(ActivationFunction.LeakyRelu, alpha);

    public static Activation Elu(double alpha) => new(ActivationFunction.Elu, alpha);

    /// <summary>
    /// <c>min(max(x, low), high)</c> with bounds rounded to float32, where NaN stays NaN. An infinite bound is none; a lower bound above the
    /// upper one counts as that one, which gives the same values. It is <see cref="Relu"/> or <see cref="Relu6"/> where the bounds are theirs.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A bound is NaN, or leaves no finite value.</exception>
    public static Activation Clip(double low, double high)
    {
        // The sum makes +0 of −0.
        var (min, max) = ((float)low + 0f, (float)high + 0f);
        if (!(min < float.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(low), low, "the lower bound of a clip is a finite float32 number, or −∞ for none.");
        }

        if (!(max > float.NegativeInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(high), high, "the upper bound of a clip is a finite float32 number, or ∞ for none.");
        }

        return (Math.Min(min, max), max) switch
        {
            (float.NegativeInfinity, float.PositiveInfinity) => None,
            (0, float.PositiveInfinity) => Relu,
            (0, Six) => Relu6,
            var (lower, upper) => new(ActivationFunction.Clip) { Low = lower, High = upper },
        };
    }

    /// <summary>True if the function takes so many instructions that it is better written once in a loop than for each register.</summary>
    public bool IsLong => Function is ActivationFunction.Sigmoid or ActivationFunction.Swish or ActivationFunction.Tanh
        or ActivationFunction.Gelu or ActivationFunction.GeluTanh or ActivationFunction.Elu;

    /// <summary>True if the function's slope at its value is that at its argument: where it bends, its value is the argument.</summary>
    public bool HasSlopeOfValue =>
        Function is ActivationFunction.Relu or ActivationFunction.Relu6 or ActivationFunction.Clip
        || (Function == ActivationFunction.LeakyRelu && Alpha > 0);

    /// <summary>The function that gives what <paramref name="next"/> gives after this one, to the last bit and of any value; null if there is none.</summary>
    public Activation? Then(Activation next)
    {
        if (Function == ActivationFunction.None)
        {
            return next;
        }

        if (next.Bounds is not var (low, high))
        {
            return null;
        }

        return Bounds is var (first, last)
            ? Clip(Math.Min(Math.Max(first, low), high), Math.Min(Math.Max(last, low), high))
            : Function is ActivationFunction.Sigmoid or ActivationFunction.HardSigmoid && low <= 0 && high >= 1 ? this : null;
    }

    /// <summary>The bounds of a function that does no more than clip.</summary>
    public (float Low, float High)? Bounds => Function switch
    {
        ActivationFunction.Relu => (0, float.PositiveInfinity),
        ActivationFunction.Relu6 => (0, Six),
        ActivationFunction.Clip => (Low, High),
        _ => null,
    };

    /// <summary>The function that is a value times this function of it; null if there is none. Its rounding is its own, and it is right at −∞.</summary>
    public Activation? AsGate => Function switch
    {
        ActivationFunction.HardSigmoid => HardSwish,
        ActivationFunction.Sigmoid => Swish,
        _ => null,
    };

    /// <summary>Of <see cref="ActivationFunction.Clip"/>: whether there is a lower bound.</summary>
    public bool HasLow => !float.IsNegativeInfinity(Low);

    /// <summary>Of <see cref="ActivationFunction.Clip"/>: whether there is an upper bound.</summary>
    public bool HasHigh => !float.IsPositiveInfinity(High);

    /// <summary>For people: <c>relu6</c>, <c>leakyRelu 0.2</c>, <c>clip -1 to 2</c>.</summary>
    public string DisplayText => ActivationName.Of(this) + Function switch
    {
        ActivationFunction.LeakyRelu or ActivationFunction.Elu => " " + Invariant.Format(Alpha),
        ActivationFunction.Clip =>
            (HasLow ? (HasHigh ? " " : " from ") + Invariant.Format(Low) : "") + (HasHigh ? " to " + Invariant.Format(High) : ""),
        _ => "",
    };

    /// <summary>A part of an identifier.</summary>
    public string Identifier => ActivationName.Of(this) + Function switch
    {
        ActivationFunction.LeakyRelu or ActivationFunction.Elu => Invariant.Identifier(Alpha),
        ActivationFunction.Clip =>
            (HasLow ? "From" + Invariant.Identifier(Low) : "") + (HasHigh ? "To" + Invariant.Identifier(High) : ""),
        _ => "",
    };
}
