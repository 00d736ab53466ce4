using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Powers that are products, roots and quotients.</summary>
internal static class Powers
{
    private const int Max = 4;

    /// <exception cref="ToolException">The power of what the network computes is another one.</exception>
    public static Value Of(GraphSketch sketch, string name, Value value, Constant power)
    {
        if (value is Constant constant)
        {
            return Constants.Zip(constant, power, Math.Pow);
        }

        if (power is not { Values: [not 0 and var exponent] }
            || Math.Abs(exponent) > Max
            || 2 * exponent != Math.Floor(2 * exponent)
            || power.Shape.Count > value.Shape.Count)
        {
            throw new ToolException($"its power is {(power.Values is [var number] ? $"{number}" : power.DisplayShape)}; a whole one from -{Max} to {Max}, "
                + "or half of one, and not 0, is accepted.");
        }

        var whole = (int)Math.Floor(Math.Abs(exponent));
        var factors = Enumerable.Repeat(value, whole).ToList();
        if (whole < Math.Abs(exponent))
        {
            factors.Add(Elementwise.Apply(sketch, $"{name}_root", value, UnaryFunction.Sqrt));
        }

        var product = factors.Aggregate((left, right) => Elementwise.Multiply(sketch, name, left, right));
        return exponent < 0 ? Elementwise.Divide(sketch, name, Constant.Scalar(1), product) : product;
    }
}
