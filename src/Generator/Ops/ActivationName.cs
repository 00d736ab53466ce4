namespace MobileNetGen.Generator.Ops;

/// <summary>The activations' names in descriptions: the functions', with a small first letter.</summary>
internal static class ActivationName
{
    public static readonly IReadOnlyList<ActivationFunction> All = [.. Enum.GetValues(typeof(ActivationFunction)).Cast<ActivationFunction>()];

    /// <summary>Those of the functions that a name says, with what is common where they need a number.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. All.Where(function => function != ActivationFunction.Clip).Select(function => Of(new Activation(function))),
    ];

    public static string Of(Activation activation)
    {
        var name = activation.Function.ToString();
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    /// <summary>What a function makes of <c>x</c>, human-readable.</summary>
    public static string Formula(ActivationFunction function) => function switch
    {
        ActivationFunction.None => "x",
        ActivationFunction.Relu => "max(x, 0)",
        ActivationFunction.Relu6 => "min(max(x, 0), 6)",
        ActivationFunction.LeakyRelu => "x, or alpha · x below 0",
        ActivationFunction.Clip => "min(max(x, min), max); either bound may be missing",
        ActivationFunction.HardSigmoid => "relu6(x + 3) / 6",
        ActivationFunction.HardSwish => "x · relu6(x + 3) / 6",
        ActivationFunction.Sigmoid => "1 / (1 + exp(−x))",
        ActivationFunction.Swish => "x · sigmoid(x), also called SiLU",
        ActivationFunction.Tanh => "tanh(x)",
        ActivationFunction.Gelu => "x · Φ(x), with the exact normal distribution",
        ActivationFunction.GeluTanh => "x · (1 + tanh(√(2/π) · (x + 0.044715 x³))) / 2, which is close to gelu",
        ActivationFunction.Elu => "x, or alpha · (exp(x) − 1) below 0",
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "this function has no formula."),
    };

    public static Activation? Find(string name)
    {
        foreach (var function in All)
        {
            if (Of(new Activation(function)) == name)
            {
                return function switch
                {
                    ActivationFunction.LeakyRelu => Activation.LeakyRelu(Activation.CommonSlope),
                    ActivationFunction.Elu => Activation.Elu(Activation.CommonLimit),
                    ActivationFunction.Clip => null,
                    _ => new Activation(function),
                };
            }
        }

        return null;
    }
}
