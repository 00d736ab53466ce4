using System.Text.Json;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>What Keras' names of activations mean, and its layers that are activations.</summary>
internal static class KerasActivations
{
    private const double OldSlope = 0.2;
    private const double SquareplusShift = 4;

    /// <summary>The slope of the function of this name; the layer's is another.</summary>
    private const double LeakySlope = 0.2;

    /// <summary>Klambauer et al., arXiv:1706.02515.</summary>
    public const double SeluAlpha = 1.6732632423543772;
    public const double SeluScale = 1.0507009873554805;

    private static readonly Dictionary<string, Func<KerasLayer, string, Value, Value>> s_functions = new(StringComparer.Ordinal)
    {
        ["celu"] = static (layer, name, value) => Activating.Celu(layer.Sketch, name, value, 1),
        ["elu"] = Simple(Activation.Elu(1)),
        ["exponential"] = static (layer, name, value) => Elementwise.Apply(layer.Sketch, name, value, UnaryFunction.Exp),
        ["gelu"] = Simple(Activation.Gelu),
        ["hard_sigmoid"] = HardSigmoid,
        ["hard_silu"] = Simple(Activation.HardSwish),
        ["hard_swish"] = Simple(Activation.HardSwish),
        ["hard_tanh"] = static (layer, name, value) => Elementwise.Clip(layer.Sketch, name, value, -1, 1),
        ["leaky_relu"] = Simple(Activation.LeakyRelu(LeakySlope)),
        ["linear"] = static (_, _, value) => value,
        ["log_softmax"] = static (layer, name, value) => Pooling.LogSoftmax(layer.Sketch, name, value, -1),
        ["mish"] = static (layer, name, value) => Activating.Mish(layer.Sketch, name, value),
        ["relu"] = Simple(Activation.Relu),
        ["relu6"] = Simple(Activation.Relu6),
        ["selu"] = static (layer, name, value) => Activating.Selu(layer.Sketch, name, value, SeluAlpha, SeluScale),
        ["sigmoid"] = Simple(Activation.Sigmoid),
        ["silu"] = Simple(Activation.Swish),
        ["softmax"] = static (layer, name, value) => Pooling.Softmax(layer.Sketch, name, value, -1),
        ["softplus"] = static (layer, name, value) => Activating.Softplus(layer.Sketch, name, value),
        ["softsign"] = static (layer, name, value) => Activating.Softsign(layer.Sketch, name, value),
        ["squareplus"] = static (layer, name, value) => Activating.Squareplus(layer.Sketch, name, value, SquareplusShift),
        ["swish"] = Simple(Activation.Swish),
        ["tanh"] = Simple(Activation.Tanh),
    };

    public static IEnumerable<string> Functions => s_functions.Keys;

    public static IEnumerable<KerasKind> Kinds =>
    [
        new("Activation", "activation", layer => Apply(layer, layer.Name, layer.Input)),
        new("ELU", "alpha", layer => Elementwise.Activate(layer.Sketch, layer.Name, layer.Input, Activation.Elu(layer.Number("alpha", 1)))),
        new("LeakyReLU", "negative_slope alpha", layer => Elementwise.Activate(
            layer.Sketch,
            layer.Name,
            layer.Input,
            Activation.LeakyRelu(layer.Number("negative_slope", layer.Number("alpha", 0.3))))),
        new("HardSwish", "", layer => Elementwise.Activate(layer.Sketch, layer.Name, layer.Input, Activation.HardSwish)),
        new(
            "PReLU",
            "shared_axes~ alpha_initializer~ alpha_regularizer~ alpha_constraint~",
            layer => NormalizationLowering.PRelu(layer.Sketch, layer.Name, layer.Input, layer.Weight("alpha"))) { Weights = "alpha" },
        new("ReLU", "max_value negative_slope threshold", Relu) { Limits = "The threshold is 0." },
        new("Softmax", "axis", Softmax),
    ];

    /// <summary>The activation of a layer that has one, by the key of that name: a name, a function, or a layer.</summary>
    public static Value Apply(KerasLayer layer, string name, Value value) => layer.Find("activation") switch
    {
        null => value,
        { ValueKind: JsonValueKind.String } text => Named(layer, name, value, text.GetString()!),
        { ValueKind: JsonValueKind.Object } function when function.FindText("config") is { } text => Named(layer, name, value, text),
        { ValueKind: JsonValueKind.Object } held => Held(layer, name, value, held),
        { } other => throw new ToolException($"its activation is {other.DisplayText()}; a name or a layer is accepted."),
    };

    private static Value Named(KerasLayer layer, string name, Value value, string activation) => s_functions.TryGetValue(activation, out var apply)
        ? apply(layer, name, value)
        : throw new ToolException(activation.Contains('>')
            ? $"its activation is {activation}, a function that is not Keras' own: its code is not in the file."
            : $"its activation is {activation}; {string.Join(", ", s_functions.Keys)} are accepted.");

    private static Value Held(KerasLayer layer, string name, Value value, JsonElement json)
    {
        var entry = KerasEntries.Held(json, layer.Entry.Path + "/activation", name);
        return KerasLayers.Find(entry) is { Weights: "" } kind && entry.Origin.IsKeras
            ? layer.Held(entry, kind, value, name)
            : throw new ToolException($"its activation is the layer {entry.Origin.DisplayText}; layers of Keras without weights are accepted.");
    }

    private static Func<KerasLayer, string, Value, Value> Simple(Activation activation) =>
        (layer, name, value) => Elementwise.Activate(layer.Sketch, name, value, activation);

    /// <summary>Keras 3's is <c>relu6(x + 3) / 6</c>; before, and in TensorFlow.js, it is <c>0.2 · x + 0.5</c> from 0 to 1.</summary>
    private static Value HardSigmoid(KerasLayer layer, string name, Value value)
    {
        if (layer.Dialect.Major >= 3)
        {
            return Elementwise.Activate(layer.Sketch, name, value, Activation.HardSigmoid);
        }

        var scaled = Elementwise.Multiply(layer.Sketch, name + "/scaled", value, Constant.Scalar(OldSlope));
        return Elementwise.Clip(layer.Sketch, name, Elementwise.Add(layer.Sketch, name + "/shifted", scaled, Constant.Scalar(0.5)), 0, 1);
    }

    /// <summary>A ReLU with a largest value, and a slope below 0.</summary>
    private static Value Relu(KerasLayer layer)
    {
        var (most, slope, threshold) = (layer.Number("max_value", double.PositiveInfinity), layer.Number("negative_slope", 0), layer.Number("threshold", 0));
        if (threshold != 0)
        {
            throw new ToolException($"its threshold is {Invariant.Format(threshold)}; 0 is accepted, since a jump is no activation that is supported.");
        }

        if (slope == 0)
        {
            return Elementwise.Clip(layer.Sketch, layer.Name, layer.Input, 0, most);
        }

        var leaky = Elementwise.Activate(layer.Sketch, layer.Name, layer.Input, Activation.LeakyRelu(slope));
        return Elementwise.Clip(layer.Sketch, layer.Name + "/most", leaky, double.NegativeInfinity, most);
    }

    private static Value Softmax(KerasLayer layer) => layer.Integers("axis") switch
    {
        [] => Pooling.Softmax(layer.Sketch, layer.Name, layer.Input, -1),
        var axes => Pooling.Softmax(layer.Sketch, layer.Name, layer.Input, [.. axes]),
    };
}
