using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Activations in double precision, from their definitions.</summary>
internal static class ActivationFunctions
{
    private const double SeriesEnd = 2;
    private const double Vanishing = 40;
    private const int TailTerms = 300;

    public static Func<double, double> Of(Activation activation) => activation.Function switch
    {
        ActivationFunction.Relu => x => Math.Max(x, 0),
        ActivationFunction.Relu6 => Relu6,
        ActivationFunction.LeakyRelu => x => x < 0 ? x * (float)activation.Alpha : x,
        ActivationFunction.Clip => x => Math.Min(Math.Max(x, activation.Low), activation.High),
        ActivationFunction.HardSigmoid => x => Relu6(x + 3) / 6,
        ActivationFunction.HardSwish => x => x * Relu6(x + 3) / 6,
        ActivationFunction.Sigmoid => Sigmoid,
        ActivationFunction.Swish => x => x * Sigmoid(x),
        ActivationFunction.Tanh => Math.Tanh,
        ActivationFunction.Gelu => x => x * Normal(x),
        ActivationFunction.GeluTanh => x => x * Sigmoid(2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))),
        ActivationFunction.Elu => x => x < 0 ? (float)activation.Alpha * Below(x) : x,
        _ => throw new InvalidOperationException($"the reference does not know {activation.DisplayText}."),
    };

    public static Func<double, double> Of(UnaryFunction function) => function switch
    {
        UnaryFunction.Abs => Math.Abs,
        UnaryFunction.Erf => Erf,
        UnaryFunction.Exp => Math.Exp,
        UnaryFunction.Log => Math.Log,
        UnaryFunction.Sqrt => Math.Sqrt,
        _ => throw new InvalidOperationException($"the reference does not know {function}."),
    };

    /// <summary><c>exp(x) − 1</c> for x below 0, without cancellation: <c>2 · sinh(x/2) · exp(x/2)</c>.</summary>
    private static double Below(double x) => 2 * Math.Sinh(Math.Max(x, -100) / 2) * Math.Exp(Math.Max(x, -100) / 2);

    private static double Relu6(double x) => Math.Clamp(x, 0, 6);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The distribution function of the normal distribution: its Taylor series near 0, its continued fraction in the tails.</summary>
    private static double Normal(double x)
    {
        if (Math.Abs(x) > SeriesEnd)
        {
            return x > 0 ? 1 - Tail(x) : Tail(-x);
        }

        return 0.5 + Centre(x);
    }

    private static double Erf(double x) => Math.Sqrt(2) * x is var deviations && Math.Abs(deviations) > SeriesEnd
        ? Math.Sign(x) * (1 - (2 * Tail(Math.Abs(deviations))))
        : 2 * Centre(deviations);

    /// <summary>The normal distribution from 0 on, near 0.</summary>
    private static double Centre(double x)
    {
        // Φ(x) = ½ + φ(x) · (x + x³/3 + x⁵/(3·5) + …), Marsaglia, "Evaluating the normal distribution", 2004.
        var (term, sum) = (x, x);
        for (var n = 3; Math.Abs(term) > 1e-20 * Math.Abs(sum); n += 2)
        {
            term *= x * x / n;
            sum += term;
        }

        return Density(x) * sum;
    }

    /// <summary>Laplace's continued fraction for Φ(−x): φ(x) / (x + 1 / (x + 2 / (x + 3 / …))).</summary>
    private static double Tail(double x)
    {
        if (x > Vanishing)
        {
            return 0;
        }

        var fraction = x;
        for (var n = TailTerms; n > 0; n--)
        {
            fraction = x + (n / fraction);
        }

        return Density(x) / fraction;
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
