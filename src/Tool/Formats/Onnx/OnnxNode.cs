using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>An operator of a model with what flows into it.</summary>
internal sealed class OnnxNode(NodeProto node, OnnxScope scope)
{
    private readonly Dictionary<string, AttributeProto> _attributes = node.Attribute.GroupBy(attribute => attribute.Name).ToDictionary(group => group.Key, group => group.First());

    public GraphSketch Sketch => scope.Sketch;

    public long OperatorSet => scope.OperatorSet;

    public string Kind => node.OpType;

    /// <summary>The operator's name, or its output's where it has none.</summary>
    public string Name { get; } = node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(output => output.Length > 0) ?? node.OpType;

    public int InputCount => node.Input.Count;

    public bool Has(int input) => input < node.Input.Count && node.Input[input].Length > 0;

    public Value Input(int index = 0) => Has(index)
        ? scope.Read(node.Input[index]) ?? throw new ToolException($"its input \"{node.Input[index]}\" is made by no operator.")
        : throw new ToolException($"its input {index + 1} is missing.");

    /// <summary>An input that must be known at import.</summary>
    public Constant Constant(int index) => Input(index) as Constant
        ?? throw new ToolException($"its input \"{node.Input[index]}\" is computed by the network; a constant is accepted.");

    public Constant? ConstantOrNull(int index) => Has(index) ? Constant(index) : null;

    public IReadOnlyList<Value> Inputs() => [.. Enumerable.Range(0, InputCount).Select(Input)];

    /// <summary>The element type of an input that stands in the model.</summary>
    public OnnxType TypeOf(int index) => Has(index) ? scope.TypeOf(node.Input[index]) : OnnxType.UInt8;

    public bool HasAttribute(string name) => _attributes.ContainsKey(name);

    public int Integer(string name, int fallback) => _attributes.TryGetValue(name, out var attribute) ? (int)Math.Clamp(attribute.I, int.MinValue, int.MaxValue) : fallback;

    public double Number(string name, double fallback) => _attributes.TryGetValue(name, out var attribute) ? attribute.F : fallback;

    public string Text(string name, string fallback) => _attributes.TryGetValue(name, out var attribute) ? attribute.S.ToStringUtf8() : fallback;

    public TensorProto? Tensor(string name) => _attributes.TryGetValue(name, out var attribute) ? attribute.T : null;

    public IReadOnlyList<double>? Numbers(string name) => _attributes.TryGetValue(name, out var attribute) ? [.. attribute.Floats.Select(value => (double)value)] : null;

    public IReadOnlyList<int>? Integers(string name) => !_attributes.TryGetValue(name, out var attribute) ? null : attribute.Ints.Count <= Limits.MostNumbers
        ? [.. attribute.Ints.Select(value => (int)Math.Clamp(value, int.MinValue, int.MaxValue))]
        : throw new ToolException($"its {name} are {attribute.Ints.Count} numbers; {Limits.MostNumbers} are accepted.");

    /// <summary>Integers of an attribute, or of an input, which later operator sets have instead.</summary>
    public IReadOnlyList<int>? IntegersOrInput(string name, int input) => Integers(name) ?? ConstantOrNull(input)?.Integers();

    /// <summary>The window of a convolution or pooling.</summary>
    public Window Window(Extent kernel)
    {
        var (stride, dilation) = (Pair("strides") ?? Extent.One, Pair("dilations") ?? Extent.One);
        var window = new Window(kernel, stride, dilation, Padding.Valid);
        return new[] { kernel, stride, dilation }.Any(extent => extent.Height < 1 || extent.Width < 1 || extent.Height > 1024 || extent.Width > 1024)
            ? throw new ToolException($"its kernel {kernel.Shown}, stride {stride.Shown} or dilation {dilation.Shown} is not from 1 to 1024.")
            : window with { Padding = Pads() };
    }

    public Extent? Pair(string name) => Integers(name) switch
    {
        null => null,
        [var height, var width] => new Extent(height, width),
        var other => throw new ToolException($"its {name} are [{string.Join(", ", other)}]; two numbers, for rows and columns, are accepted."),
    };

    private Padding Pads() => Text("auto_pad", "NOTSET") switch
    {
        "SAME_UPPER" => Padding.Same,
        "VALID" => Padding.Valid,
        "NOTSET" => (Integers("pads") ?? [0, 0, 0, 0]) switch
        {
            [var top, var left, var bottom, var right] => Paddings.Of(top, bottom, left, right),
            var other => throw new ToolException($"its pads are [{string.Join(", ", other)}]; four numbers are accepted."),
        },
        var other => throw new ToolException($"its auto_pad is {other}; NOTSET, SAME_UPPER and VALID are accepted."),
    };
}
