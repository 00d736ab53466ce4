using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;
using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>A node of a model with what flows into it. What it says is taken piece by piece; what is left over in the end is refused.</summary>
internal sealed class OnnxNode
{
    private readonly NodeProto _proto;
    /// <summary>Operators that move elements, or compare them: of integers that stand for real numbers they make integers that stand for the results.</summary>
    private static readonly HashSet<string> s_moving = new(
        [
            "Concat", "DepthToSpace", "Dropout", "Expand", "Flatten", "Gather", "GlobalMaxPool", "Identity", "MaxPool", "Pad", "Relu", "Reshape", "Resize",
            "Shape", "Size", "Slice", "SpaceToDepth", "Split", "Squeeze", "Tile", "Transpose", "Unsqueeze", "Upsample",
        ],
        StringComparer.Ordinal);

    private readonly OnnxScope _scope;
    private readonly OnnxAttributes _attributes;
    private readonly long _version;
    private readonly HashSet<int> _taken = [];

    /// <exception cref="ToolException">It has more inputs than the operator, or says something twice.</exception>
    public OnnxNode(NodeProto proto, OnnxOperator form, OnnxScope scope, long version)
    {
        (_proto, Form, _scope, _version) = (proto, form, scope, version);
        _attributes = new OnnxAttributes(proto.Attribute, form.Signature, scope);
        if (proto.Input.Count > form.Parameters.Count && form.Parameters is not [.., { IsVariadic: true }])
        {
            throw new ToolException($"it has {proto.Input.Count} inputs; {form.Parameters.Count} are accepted.");
        }
    }

    public OnnxOperator Form { get; }

    public GraphSketch Sketch => _scope.Sketch;

    /// <summary>True if integers that stand for real numbers stay integers.</summary>
    public bool KeepsIntegers => _scope.KeepsIntegers;

    /// <summary>True if it reads integers that stand for real numbers, and its result becomes integers of the same meaning.</summary>
    public bool IsBetweenIntegers { get; init; }

    /// <summary>Notes what tensors of the network consist of.</summary>
    public void MetIntegers(ModelElementType element) => _scope.HasWideIntegers |= !OnnxIntegers.IsByte(element);

    public string Name => NameOf(_proto);

    public int InputCount => _proto.Input.Count;

    public int OutputCount => _proto.Output.Count;

    /// <summary>True if it has a name for more than its first output.</summary>
    public bool HasFurtherOutputs => _proto.Output.Skip(1).Any(output => output.Length > 0);

    /// <summary>The operator's name, or its output's where it has none.</summary>
    public static string NameOf(NodeProto proto) => proto.Name.Length > 0
        ? proto.Name
        : proto.Output.FirstOrDefault(output => output.Length > 0) ?? proto.OpType;

    /// <summary>A node as human-readable text.</summary>
    public static string DisplayText(NodeProto proto) => $"{proto.OpType} ({NameOf(proto)})";

    public bool Has(int input) => input < _proto.Input.Count && _proto.Input[input].Length > 0;

    /// <summary>An input whose elements are what they are: real numbers, or a constant of any type.</summary>
    /// <exception cref="ToolException">It is missing, or its elements are integers that the network computes.</exception>
    public Value Input(int index = 0) => Any(index) is Symbol { IsView: true } view ? Quantising.Floats(Sketch, view)
        : Any(index) is Symbol { Element: var element, Quantisation: var quantisation } tensor
        ? element.IsFloat() && quantisation is null ? tensor : throw new ToolException($"its {DisplayText(index)} is of {element}, "
            + "and its arithmetic on integers is not supported; a DequantizeLinear or Cast before it is accepted.")
        : Any(index);

    /// <summary>An input of any type, for what moves elements without looking at them.</summary>
    /// <exception cref="ToolException">It is missing.</exception>
    public Value Any(int index = 0) => Own(index) is Symbol { IsView: true } view && !s_moving.Contains(_proto.OpType)
        ? Quantising.Floats(Sketch, view)
        : Own(index);

    /// <summary>An input as it is: integers that stand for its real numbers, if they are there.</summary>
    /// <exception cref="ToolException">It is missing.</exception>
    public Value Own(int index)
    {
        _taken.Add(index);
        return Has(index)
            ? _scope.Read(_proto.Input[index]) ?? throw new ToolException($"its {DisplayText(index)} is made by no operator.")
            : throw new ToolException($"its input {index + 1} ({Form.ParameterName(index)}) is missing.");
    }

    public Value? InputOrNull(int index) => Has(index) ? Input(index) : null;

    /// <summary>An input that must be known at import.</summary>
    /// <exception cref="ToolException">The network computes it.</exception>
    public Constant Constant(int index) => Any(index) as Constant
        ?? throw new ToolException($"its {DisplayText(index)} is computed by the network; a constant is accepted.");

    public Constant? ConstantOrNull(int index) => Has(index) ? Constant(index) : null;

    /// <summary>All inputs, of real numbers.</summary>
    public IReadOnlyList<Value> Inputs() => [.. Enumerable.Range(0, InputCount).Select(Input)];

    /// <summary>All inputs, of any type.</summary>
    public IReadOnlyList<Value> AllOfAny() => [.. Enumerable.Range(0, InputCount).Select(Any)];

    public bool HasAttribute(string name) => _attributes.Has(name);

    public int Integer(string name, int fallback) => (int)Math.Clamp(_attributes.Integer(name) ?? fallback, int.MinValue, int.MaxValue);

    public bool Flag(string name, bool fallback = false) => _attributes.Integer(name) is { } number ? number != 0 : fallback;

    public double Number(string name, double fallback) => _attributes.Number(name) ?? fallback;

    public string Text(string name, string fallback) => _attributes.Text(name) ?? fallback;

    public Constant? Tensor(string name) => _attributes.Tensor(name);

    public IReadOnlyList<double>? Numbers(string name) => _attributes.Numbers(name);

    public IReadOnlyList<int>? Integers(string name) => _attributes.Integers(name) is { } numbers
        ? [.. numbers.Select(value => (int)Math.Clamp(value, int.MinValue, int.MaxValue))]
        : null;

    /// <summary>What one of two graphs inside of the node makes, which sees the tensors around it as well; the other one is not read.</summary>
    /// <exception cref="ToolException">One is missing, or the first holds what cannot be expressed.</exception>
    public IReadOnlyList<Value> Run(string attribute, string other)
    {
        if (_attributes.Graph(attribute) is not { } graph || _attributes.Graph(other) is null)
        {
            throw new ToolException($"its {attribute} or {other} is missing.");
        }

        var inner = new OnnxScope(Sketch, _scope.Tensors, graph.Initializer, _scope);
        var known = graph.Initializer.Select(tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        var nodes = new OnnxNodes(_version, inner);
        foreach (var node in new OnnxGraph(graph.Node, known).Needed(graph.Output.Select(output => output.Name), []))
        {
            nodes.Read(node);
        }

        return [.. graph.Output.Select(output => inner.Find(output.Name) ?? throw new ToolException($"its {attribute} does not make \"{output.Name}\"."))];
    }

    /// <summary>Called when the node was read.</summary>
    /// <exception cref="ToolException">It has an input or an attribute that was not read.</exception>
    public void RequireTaken()
    {
        _attributes.RequireTaken();
        foreach (var index in Enumerable.Range(0, InputCount)
            .Where(index => Has(index) && !_taken.Contains(index) && !Form.Parameters[Math.Min(index, Form.Parameters.Count - 1)].IsIgnorable))
        {
            throw new ToolException($"its {DisplayText(index)} is not read here.");
        }
    }

    private string DisplayText(int index) => $"input {index + 1} ({Form.ParameterName(index)}), \"{_proto.Input[index]}\",";
}
