using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Activations that are made of several layers.</summary>
internal static class Activating
{
    /// <summary><c>ln(1 + exp(x))</c>, as <c>max(x, 0) + ln(1 + exp(−|x|))</c>, which does not overflow.</summary>
    public static Value Softplus(GraphSketch sketch, string name, Value input)
    {
        var distance = Elementwise.Multiply(
            sketch,
            $"{name}_distance",
            Elementwise.Apply(sketch, $"{name}_abs", input, UnaryFunction.Abs),
            Constant.Scalar(-1));
        var sum = Elementwise.Add(sketch, $"{name}_sum", Elementwise.Apply(sketch, $"{name}_exp", distance, UnaryFunction.Exp), Constant.Scalar(1));
        return Elementwise.Add(
            sketch,
            name,
            Elementwise.Activate(sketch, $"{name}_relu", input, Activation.Relu),
            Elementwise.Apply(sketch, $"{name}_log", sum, UnaryFunction.Log));
    }

    /// <summary><c>x / (1 + |x|)</c>.</summary>
    public static Value Softsign(GraphSketch sketch, string name, Value input) =>
        Elementwise.Divide(
            sketch,
            name,
            input,
            Elementwise.Add(sketch, $"{name}_divisor", Elementwise.Apply(sketch, $"{name}_abs", input, UnaryFunction.Abs), Constant.Scalar(1)));

    /// <summary><c>x · tanh(softplus(x))</c>.</summary>
    public static Value Mish(GraphSketch sketch, string name, Value input) =>
        Elementwise.Multiply(sketch, name, input, Elementwise.Activate(sketch, $"{name}_gate", Softplus(sketch, $"{name}_softplus", input), Activation.Tanh));

    /// <summary><c>gamma · (x, or alpha · (exp(x) − 1) below 0)</c>.</summary>
    public static Value Selu(GraphSketch sketch, string name, Value input, double alpha, double gamma) =>
        Elementwise.Multiply(sketch, name, Elementwise.Activate(sketch, $"{name}_elu", input, Activation.Elu(alpha)), Constant.Scalar(gamma));

    /// <summary><c>x, or alpha · (exp(x / alpha) − 1)</c> below 0.</summary>
    /// <exception cref="ToolException">Alpha is 0.</exception>
    public static Value Celu(GraphSketch sketch, string name, Value input, double alpha) => alpha switch
    {
        0 => throw new ToolException("its alpha is 0; another number is accepted."),
        1 => Elementwise.Activate(sketch, name, input, Activation.Elu(1)),
        _ => Elementwise.Multiply(
            sketch,
            name,
            Elementwise.Activate(sketch, $"{name}_elu", Elementwise.Multiply(sketch, $"{name}_scaled", input, Constant.Scalar(1 / alpha)), Activation.Elu(1)),
            Constant.Scalar(alpha)),
    };

    /// <summary><c>(x + √(x² + b)) / 2</c>.</summary>
    public static Value Squareplus(GraphSketch sketch, string name, Value input, double b)
    {
        var square = Elementwise.Add(sketch, $"{name}_shifted", Elementwise.Multiply(sketch, $"{name}_square", input, input), Constant.Scalar(b));
        return Elementwise.Multiply(
            sketch,
            name,
            Elementwise.Add(sketch, $"{name}_sum", input, Elementwise.Apply(sketch, $"{name}_root", square, UnaryFunction.Sqrt)),
            Constant.Scalar(0.5));
    }
}
