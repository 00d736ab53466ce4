using System.Text.Json;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>TensorFlow's functions between the layers of Keras 2, as the operators of <c>keras.ops</c> that they are.</summary>
internal static class TensorFlowOperators
{
    /// <summary>The function, the operator, and the function's parameters in the order of the operator's.</summary>
    private static readonly (string Function, string Operator, string Parameters)[] s_functions =
    [
        ("__operators__.add", "Add", "x y"),
        ("__operators__.subtract", "Subtract", "x y"),
        ("cast", "Cast", "x dtype"),
        ("clip_by_value", "Clip", "t clip_value_min clip_value_max"),
        ("concat", "Concatenate", "values axis"),
        ("expand_dims", "ExpandDims", "input axis"),
        ("identity", "Identity", "input"),
        ("image.resize", "Resize", "images size method antialias crop_to_aspect_ratio pad_to_aspect_ratio preserve_aspect_ratio"),
        ("math.abs", "Abs", "x"),
        ("math.add", "Add", "x y"),
        ("math.divide", "TrueDivide", "x y"),
        ("math.exp", "Exp", "x"),
        ("math.log", "Log", "x"),
        ("math.maximum", "Maximum", "x y"),
        ("math.minimum", "Minimum", "x y"),
        ("math.multiply", "Multiply", "x y"),
        ("math.negative", "Negative", "x"),
        ("math.pow", "Power", "x y"),
        ("math.reciprocal", "Reciprocal", "x"),
        ("math.reduce_max", "Max", "input_tensor axis keepdims"),
        ("math.reduce_mean", "Mean", "input_tensor axis keepdims"),
        ("math.reduce_min", "Min", "input_tensor axis keepdims"),
        ("math.reduce_sum", "Sum", "input_tensor axis keepdims"),
        ("math.rsqrt", "Rsqrt", "x"),
        ("math.sigmoid", "Sigmoid", "x"),
        ("math.softplus", "Softplus", "features"),
        ("math.sqrt", "Sqrt", "x"),
        ("math.square", "Square", "x"),
        ("math.subtract", "Subtract", "x y"),
        ("math.tanh", "Tanh", "x"),
        ("math.truediv", "TrueDivide", "x y"),
        ("nn.elu", "Elu", "features"),
        ("nn.gelu", "Gelu", "features approximate"),
        ("nn.leaky_relu", "LeakyRelu", "features alpha"),
        ("nn.log_softmax", "LogSoftmax", "logits axis"),
        ("nn.relu", "Relu", "features"),
        ("nn.relu6", "Relu6", "features"),
        ("nn.selu", "Selu", "features"),
        ("nn.silu", "Silu", "features"),
        ("nn.softmax", "Softmax", "logits axis"),
        ("nn.softplus", "Softplus", "features"),
        ("nn.softsign", "Softsign", "features"),
        ("nn.swish", "Silu", "features"),
        ("pad", "Pad", "tensor constant_values paddings mode"),
        ("reshape", "Reshape", "tensor shape"),
        ("stack", "Stack", "values axis"),
        ("squeeze", "Squeeze", "input axis"),
        ("transpose", "Transpose", "a perm"),
    ];

    private static readonly Dictionary<string, (string Operator, string[] Parameters)> s_byName = s_functions
        .ToDictionary(item => item.Function, item => (item.Operator, item.Parameters.Split(' ')), StringComparer.Ordinal);

    /// <summary>Operators of graphs, which stand in the files of TensorFlow 2.0 to 2.3.</summary>
    private static readonly Dictionary<string, string> s_nodes = new(StringComparer.Ordinal)
    {
        ["Add"] = "Add",
        ["AddV2"] = "Add",
        ["Mul"] = "Multiply",
        ["RealDiv"] = "TrueDivide",
        ["Relu"] = "Relu",
        ["Relu6"] = "Relu6",
        ["Sigmoid"] = "Sigmoid",
        ["Sub"] = "Subtract",
        ["Tanh"] = "Tanh",
    };

    public static IReadOnlyList<(string Function, string Operator, string Parameters)> Functions => s_functions;

    public static bool IsOperator(string className) => className is "TFOpLambda" or "TensorFlowOpLayer";

    /// <summary>The operator of a layer that calls a function, and what it was given by the operator's names.</summary>
    /// <exception cref="ToolException">The function is none that is read.</exception>
    public static (KerasOperator Operator, IReadOnlyDictionary<string, KerasArgument> Given) Of(KerasEntry entry, KerasCall call) =>
        entry.Class == "TFOpLambda" ? OfFunction(entry, call) : OfNode(entry, call);

    private static (KerasOperator, IReadOnlyDictionary<string, KerasArgument>) OfFunction(KerasEntry entry, KerasCall call)
    {
        var function = entry.Config.FindText("function") ?? "";
        if (!s_byName.TryGetValue(function.StartsWith("compat.v1.", StringComparison.Ordinal) ? function["compat.v1.".Length..] : function, out var known))
        {
            throw new ToolException($"tf.{function} is not supported.");
        }

        var kind = KerasOperators.Find(known.Operator)!;
        var given = new Dictionary<string, KerasArgument>(StringComparer.Ordinal);
        foreach (var (name, argument) in KerasArguments.Named(known.Parameters, call).Where(argument => argument.Name != "name"))
        {
            var index = Array.IndexOf(known.Parameters, name);
            given.Add(index >= 0 && index < kind.Names.Count ? kind.Names[index] : name, argument);
        }

        return (kind, given);
    }

    /// <summary>Constants stand in the configuration, by their place among the inputs; tensors fill the other places.</summary>
    private static (KerasOperator, IReadOnlyDictionary<string, KerasArgument>) OfNode(KerasEntry entry, KerasCall call)
    {
        var node = entry.Config.Find("node_def") switch
        {
            { ValueKind: JsonValueKind.String } text => JsonSerializer.Deserialize<JsonElement>(text.GetString()!),
            { } parsed => parsed,
            null => throw new ToolException("it has no node_def."),
        };
        var kind = s_nodes.TryGetValue(node.FindText("op") ?? "", out var name)
            ? KerasOperators.Find(name)!
            : throw new ToolException($"TensorFlow's {node.FindText("op")} is not supported.");
        var constants = entry.Config.Find("constants") is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : [];
        var tensors = new Queue<KerasArgument>(call.Positional.SelectMany(argument => argument is KerasList list ? list.Items : [argument]));
        var given = new Dictionary<string, KerasArgument>(StringComparer.Ordinal);
        for (var place = 0; place < kind.Names.Count && (tensors.Count > 0 || constants.Count > 0); place++)
        {
            if (constants.Remove($"{place}", out var constant))
            {
                given.Add(kind.Names[place], new KerasLiteral(constant));
            }
            else if (tensors.TryDequeue(out var tensor))
            {
                given.Add(kind.Names[place], tensor);
            }
        }

        return tensors.Count == 0 && constants.Count == 0 ? (kind, given) : throw new ToolException($"{name} has too many inputs.");
    }
}
