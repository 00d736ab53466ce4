using MobileNetGen.CompilerServices;

namespace MobileNetGen.Quantized;

/// <summary>Functions of real numbers that tables are made of.</summary>
internal static class RealFunctions
{
    public static Func<float, float> Of(IntegerFunction function, float alpha) => function switch
    {
        IntegerFunction.Sigmoid => Activations.Sigmoid,
        IntegerFunction.Swish => Activations.Swish,
        IntegerFunction.Tanh => Activations.Tanh,
        IntegerFunction.HardSigmoid => Activations.HardSigmoid,
        IntegerFunction.HardSwish => Activations.HardSwish,
        IntegerFunction.Gelu => Activations.Gelu,
        IntegerFunction.GeluTanh => Activations.GeluTanh,
        IntegerFunction.Elu => value => Activations.Elu(value, alpha),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "this is no function of one real number."),
    };
}
