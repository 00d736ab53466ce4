using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>What Keras' names of activations mean.</summary>
internal static class KerasActivations
{
    private const double OldSlope = 0.2;

    public static Value Apply(KerasLayer layer, string name, Value value, string activation) => activation switch
    {
        "linear" => value,
        "softmax" => Pooling.Softmax(layer.Sketch, name, value, -1),
        "hard_sigmoid" => HardSigmoid(layer, name, value),
        _ => Elementwise.Activate(layer.Sketch, name, value, Simple(activation)),
    };

    /// <summary>A ReLU with a largest value, and a slope below 0.</summary>
    public static Value Relu(KerasLayer layer)
    {
        var (most, slope) = (layer.Has("max_value") ? layer.Number("max_value", 0) : double.PositiveInfinity, layer.Number("negative_slope", 0));
        if (layer.Number("threshold", 0) != 0 || (slope != 0 && double.IsFinite(most)))
        {
            throw new ToolException("its threshold is not 0, or it has a slope and a largest value.");
        }

        return slope != 0
            ? Elementwise.Activate(layer.Sketch, layer.Name, layer.Input, Activation.LeakyRelu(slope))
            : Elementwise.Clip(layer.Sketch, layer.Name, layer.Input, 0, most);
    }

    /// <summary>Keras 3's is <c>relu6(x + 3) / 6</c>; before, it was <c>0.2 · x + 0.5</c> from 0 to 1.</summary>
    private static Value HardSigmoid(KerasLayer layer, string name, Value value)
    {
        if (layer.KerasVersion >= 3)
        {
            return Elementwise.Activate(layer.Sketch, name, value, Activation.HardSigmoid);
        }

        var scaled = Elementwise.Multiply(layer.Sketch, name + "/scaled", value, Constant.Scalar(OldSlope));
        return Elementwise.Clip(layer.Sketch, name, Elementwise.Add(layer.Sketch, name + "/shifted", scaled, Constant.Scalar(0.5)), 0, 1);
    }

    private static Activation Simple(string activation) => activation switch
    {
        "relu" => Activation.Relu,
        "relu6" => Activation.Relu6,
        "sigmoid" => Activation.Sigmoid,
        "swish" or "silu" => Activation.Swish,
        "tanh" => Activation.Tanh,
        "gelu" => Activation.Gelu,
        "hard_silu" or "hard_swish" => Activation.HardSwish,
        _ => throw new ToolException($"its activation is {activation}; linear, relu, relu6, sigmoid, swish, silu, tanh, gelu, hard_sigmoid, hard_silu, hard_swish and softmax are accepted."),
    };
}
