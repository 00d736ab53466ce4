using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Ops;

internal enum ActivationFunction
{
    None,

    /// <summary>0 below 0.</summary>
    Relu,

    /// <summary>0 below 0, 6 above 6.</summary>
    Relu6,

    /// <summary>The value times a slope below 0.</summary>
    LeakyRelu,

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
}

/// <summary>A function of one value.</summary>
/// <param name="Slope">Below 0, of <see cref="ActivationFunction.LeakyRelu"/> only.</param>
internal readonly record struct Activation(ActivationFunction Function, double Slope = 0)
{
    /// <summary>PyTorch's and ONNX' slope. Keras' is 0.3.</summary>
    public const double CommonSlope = 0.01;

    public static readonly Activation None;
    public static readonly Activation Relu = new(ActivationFunction.Relu);
    public static readonly Activation Relu6 = new(ActivationFunction.Relu6);
    public static readonly Activation HardSigmoid = new(ActivationFunction.HardSigmoid);
    public static readonly Activation HardSwish = new(ActivationFunction.HardSwish);
    public static readonly Activation Sigmoid = new(ActivationFunction.Sigmoid);
    public static readonly Activation Swish = new(ActivationFunction.Swish);
    public static readonly Activation Tanh = new(ActivationFunction.Tanh);
    public static readonly Activation Gelu = new(ActivationFunction.Gelu);

    public static Activation LeakyRelu(double slope) => new(ActivationFunction.LeakyRelu, slope);

    /// <summary>True if the function takes so many instructions that it is better written once in a loop than for each register.</summary>
    public bool IsLong => Function is ActivationFunction.Sigmoid or ActivationFunction.Swish or ActivationFunction.Tanh or ActivationFunction.Gelu;

    /// <summary>The function that gives what <paramref name="next"/> gives behind this one, to the last bit and of any value; null if there is none.</summary>
    public Activation? Then(Activation next) => (Function, next.Function) switch
    {
        (ActivationFunction.None, _) => next,
        (ActivationFunction.Relu or ActivationFunction.Relu6 or ActivationFunction.Sigmoid or ActivationFunction.HardSigmoid, ActivationFunction.Relu) => this,
        (ActivationFunction.Relu, ActivationFunction.Relu6) => next,
        (ActivationFunction.Relu6 or ActivationFunction.Sigmoid or ActivationFunction.HardSigmoid, ActivationFunction.Relu6) => this,
        _ => null,
    };

    /// <summary>The function that is a value times this function of it; null if there is none. Its rounding is its own, and it is right at −∞.</summary>
    public Activation? AsGate => Function switch
    {
        ActivationFunction.HardSigmoid => HardSwish,
        ActivationFunction.Sigmoid => Swish,
        _ => null,
    };

    /// <summary>For people: <c>relu6</c>, <c>leakyRelu 0.2</c>.</summary>
    public string Shown => ActivationName.Of(this) + (Function == ActivationFunction.LeakyRelu ? " " + Invariant.Format(Slope) : "");

    /// <summary>A part of an identifier.</summary>
    public string Identifier => ActivationName.Of(this) + (Function == ActivationFunction.LeakyRelu ? Invariant.Identifier(Slope) : "");

    /// <summary>C# that applies the function to a value of any width.</summary>
    public string Of(string value) => Function switch
    {
        ActivationFunction.None => value,
        ActivationFunction.LeakyRelu => $"Activations.LeakyRelu({value}, {Invariant.Format(Slope)}f)",
        _ => $"Activations.{Function}({value})",
    };
}

/// <summary>An activation as a layer; usually it ends in the kernel of the layer in front.</summary>
internal sealed record Activate(Activation Activation) : Operation
{
    /// <summary>One kind for each function.</summary>
    public static readonly IReadOnlyList<LayerKind> Layers =
    [
        .. ActivationName.All.Where(function => function is not (ActivationFunction.None or ActivationFunction.LeakyRelu)).Select(For),
        new LayerKind(
            "leakyRelu",
            "The value, times a slope where it is below 0.",
            EquatableArray.Of<Property>(Properties.Alpha),
            static layer => layer.Add(layer.Name, new Activate(Activation.LeakyRelu(layer.Get(Properties.Alpha, Activation.CommonSlope))))),
    ];

    public override string Kind => ActivationName.Of(Activation);

    public override string Shown => Activation.Shown;

    public override InferredShape InferShape(IReadOnlyList<TensorType> inputs) => inputs[0];

    public override bool AppliesActivation => true;

    public override bool IsElementwise => true;

    public override Stage? FoldInto(Stage producer, Stage own, IReadOnlyList<TensorType> inputs)
    {
        if (own.Activation != Activation.None)
        {
            return null;
        }

        // A function alone, and the second one as its epilogue; or one that is both.
        if (producer is { Operation: Activate { Activation: var first }, Activation.Function: ActivationFunction.None } && first.Then(Activation) is { } alone)
        {
            return producer.Continued(own) with { Operation = new Activate(alone) };
        }

        return producer.Operation.AppliesActivation && producer.Activation.Then(Activation) is { } both
            ? producer.Continued(own) with { Activation = both }
            : null;
    }

    private static LayerKind For(ActivationFunction function) => new(
        ActivationName.Of(new Activation(function)),
        ActivationName.Formula(function) + ".",
        EquatableArray<Property>.Empty,
        layer => layer.Add(layer.Name, new Activate(new Activation(function))));
}

/// <summary>The activations' names in descriptions: the functions', with a small letter in front.</summary>
internal static class ActivationName
{
    public static readonly IReadOnlyList<ActivationFunction> All = [.. Enum.GetValues(typeof(ActivationFunction)).Cast<ActivationFunction>()];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(function => Of(new Activation(function)))];

    public static string Of(Activation activation)
    {
        var name = activation.Function.ToString();
        return char.ToLowerInvariant(name[0]) + name.Substring(1);
    }

    /// <summary>What a function makes of <c>x</c>, for people.</summary>
    public static string Formula(ActivationFunction function) => function switch
    {
        ActivationFunction.None => "x",
        ActivationFunction.Relu => "max(x, 0)",
        ActivationFunction.Relu6 => "min(max(x, 0), 6)",
        ActivationFunction.LeakyRelu => "x, or alpha · x below 0",
        ActivationFunction.HardSigmoid => "relu6(x + 3) / 6",
        ActivationFunction.HardSwish => "x · relu6(x + 3) / 6",
        ActivationFunction.Sigmoid => "1 / (1 + exp(−x))",
        ActivationFunction.Swish => "x · sigmoid(x), also called SiLU",
        ActivationFunction.Tanh => "tanh(x)",
        ActivationFunction.Gelu => "x · Φ(x), with the exact normal distribution",
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "this function has no formula."),
    };

    public static Activation? Find(string name)
    {
        foreach (var function in All)
        {
            if (Of(new Activation(function)) == name)
            {
                return function == ActivationFunction.LeakyRelu ? Activation.LeakyRelu(Activation.CommonSlope) : new Activation(function);
            }
        }

        return null;
    }
}
