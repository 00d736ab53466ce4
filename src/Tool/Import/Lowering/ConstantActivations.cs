using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Activations of numbers that are known at import.</summary>
internal static class ConstantActivations
{
    /// <exception cref="ToolException">The function is not computed at import.</exception>
    public static Constant Apply(Constant value, Activation activation) => Constants.Map(value, activation.Function switch
    {
        ActivationFunction.None => number => number,
        ActivationFunction.Relu => number => Math.Max(number, 0),
        ActivationFunction.Relu6 => Relu6,
        ActivationFunction.LeakyRelu => number => number < 0 ? number * activation.Alpha : number,
        ActivationFunction.Clip => number => Math.Min(Math.Max(number, activation.Low), activation.High),
        ActivationFunction.HardSigmoid => number => Relu6(number + 3) / 6,
        ActivationFunction.HardSwish => number => number * Relu6(number + 3) / 6,
        ActivationFunction.Sigmoid => Sigmoid,
        ActivationFunction.Swish => number => number * Sigmoid(number),
        ActivationFunction.Tanh => Math.Tanh,
        ActivationFunction.Elu => number => number < 0 ? activation.Alpha * (Math.Exp(number) - 1) : number,
        ActivationFunction.GeluTanh => number => number * Sigmoid(2 * Math.Sqrt(2 / Math.PI) * (number + (0.044715 * number * number * number))),
        _ => throw new ToolException($"{activation.DisplayText} of a constant is not supported; fold constants before saving the model."),
    });

    private static double Relu6(double number) => Math.Clamp(number, 0, 6);

    private static double Sigmoid(double number) => 1 / (1 + Math.Exp(-number));
}
