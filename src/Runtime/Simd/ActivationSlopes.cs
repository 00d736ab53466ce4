using System.Runtime.CompilerServices;
using static MobileNetGen.CompilerServices.Lanes;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// The derivatives of activations, for training. At corners they are PyTorch's: 0 at 0 for ReLU, 0 at both ends of ReLU6, of a clip and of the hard
/// sigmoid, 0 at −3 and 1 at 3 for hard-swish, the slope at 0 for a leaky ReLU, 1 at 0 for ELU.
/// </summary>
public static class ActivationSlopes
{
    private const float Sixth = 1f / 6;

    private const float Third = 1f / 3;

    /// <summary>1 / √(2π).</summary>
    private const float NormalPeak = 0.39894228f;

    /// <summary>Beyond it a sigmoid is 0 or 1 in float32; a bound keeps ∞ · 0 away.</summary>
    private const float SigmoidMax = 100f;

    /// <summary>Beyond it the approximation of Φ ends in 0 or 1.</summary>
    private const float GeluTanhMax = 12f;

    /// <summary>2 · √(2/π), and 3 · 0.044715 times it.</summary>
    private const float GeluLinear = 1.5957692f;
    private const float GeluSlope = 0.21406445f;

    /// <summary>1 above 0.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Relu<TLanes>(TLanes value)
        where TLanes : struct => Above(value, 0);

    /// <summary>1 between 0 and 6.</summary>
    /// <inheritdoc cref="Relu"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Relu6<TLanes>(TLanes value)
        where TLanes : struct => Between(value, 0, 6);

    /// <summary>1 above 0, alpha elsewhere.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    /// <param name="alpha">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes LeakyRelu<TLanes>(TLanes value, float alpha)
        where TLanes : struct => WhereLess(Of<TLanes>(0), value, Of<TLanes>(1), Of<TLanes>(alpha));

    /// <summary>1 above a bound.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    /// <param name="low">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Above<TLanes>(TLanes value, float low)
        where TLanes : struct => WhereLess(Of<TLanes>(low), value, Of<TLanes>(1), Of<TLanes>(0));

    /// <summary>1 below a bound.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    /// <param name="high">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Below<TLanes>(TLanes value, float high)
        where TLanes : struct => WhereLess(value, Of<TLanes>(high), Of<TLanes>(1), Of<TLanes>(0));

    /// <summary>1 between two bounds.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    /// <param name="low">For all lanes.</param>
    /// <param name="high">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Between<TLanes>(TLanes value, float low, float high)
        where TLanes : struct => WhereLess(value, Of<TLanes>(high), Above(value, low), Of<TLanes>(0));

    /// <summary>1/6 between −3 and 3.</summary>
    /// <inheritdoc cref="Relu"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes HardSigmoid<TLanes>(TLanes value)
        where TLanes : struct => Multiply(Between(value, -3, 3), Of<TLanes>(Sixth));

    /// <summary><c>(2x + 3) / 6</c> between −3 and 3, then 1.</summary>
    /// <inheritdoc cref="Relu"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes HardSwish<TLanes>(TLanes value)
        where TLanes : struct
    {
        var rise = MultiplyAdd(value, Of<TLanes>(Third), Of<TLanes>(0.5f));
        return WhereLess(Of<TLanes>(-3), value, WhereLess(value, Of<TLanes>(3), rise, Of<TLanes>(1)), Of<TLanes>(0));
    }

    /// <summary><c>s · (1 − s)</c> with the sigmoid s.</summary>
    /// <inheritdoc cref="Relu"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Sigmoid<TLanes>(TLanes value)
        where TLanes : struct
    {
        // With −|x| neither factor loses digits.
        var below = Negative(Magnitude(value));
        var small = Activations.Sigmoid(below);
        return Multiply(small, Subtract(Of<TLanes>(1), small));
    }

    /// <summary><c>s · (1 + x · (1 − s))</c> with the sigmoid s.</summary>
    /// <inheritdoc cref="Relu"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Swish<TLanes>(TLanes value)
        where TLanes : struct
    {
        var x = Clamp(value, SigmoidMax);
        var sigmoid = Activations.Sigmoid(x);
        return Multiply(sigmoid, MultiplyAdd(x, Subtract(Of<TLanes>(1), sigmoid), Of<TLanes>(1)));
    }

    /// <summary><c>1 − tanh²</c>.</summary>
    /// <inheritdoc cref="Relu"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Tanh<TLanes>(TLanes value)
        where TLanes : struct
    {
        var tanh = Activations.Tanh(value);
        return MultiplyAdd(Negative(tanh), tanh, Of<TLanes>(1));
    }

    /// <summary><c>Φ(x) + x · φ(x)</c> with the normal distribution Φ and its density φ.</summary>
    /// <inheritdoc cref="Relu"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Gelu<TLanes>(TLanes value)
        where TLanes : struct
    {
        var x = Clamp(value, Activations.TailMax);
        var tail = Activations.NormalTail(Magnitude(x));
        var distribution = WhereLess(x, Of<TLanes>(0), tail, Subtract(Of<TLanes>(1), tail));
        var density = Multiply(Exp(Multiply(Multiply(x, x), Of<TLanes>(-0.5f))), Of<TLanes>(NormalPeak));
        return MultiplyAdd(x, density, distribution);
    }

    /// <summary>Of <c>x · s(t)</c> with the sigmoid s of <c>t = 2 · √(2/π) · (x + 0.044715 x³)</c>.</summary>
    /// <inheritdoc cref="Relu"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes GeluTanh<TLanes>(TLanes value)
        where TLanes : struct
    {
        var x = Clamp(value, GeluTanhMax);
        var square = Multiply(x, x);
        var t = Multiply(x, MultiplyAdd(square, Of<TLanes>(GeluSlope * Third), Of<TLanes>(GeluLinear)));
        var slope = MultiplyAdd(square, Of<TLanes>(GeluSlope), Of<TLanes>(GeluLinear));
        var sigmoid = Activations.Sigmoid(t);
        return Multiply(sigmoid, MultiplyAdd(Multiply(x, slope), Subtract(Of<TLanes>(1), sigmoid), Of<TLanes>(1)));
    }

    /// <summary><c>alpha · exp(x)</c> below 0, else 1.</summary>
    /// <typeparam name="TLanes">A float or a vector of floats.</typeparam>
    /// <param name="value">One value a lane.</param>
    /// <param name="alpha">For all lanes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Elu<TLanes>(TLanes value, float alpha)
        where TLanes : struct => WhereLess(value, Of<TLanes>(0), Multiply(Exp(value), Of<TLanes>(alpha)), Of<TLanes>(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Clamp<TLanes>(TLanes value, float size)
        where TLanes : struct => NotBelow(Of<TLanes>(-size), NotAbove(Of<TLanes>(size), value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Negative<TLanes>(TLanes value)
        where TLanes : struct => Subtract(Of<TLanes>(0), value);
}
