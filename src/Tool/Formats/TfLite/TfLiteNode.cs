using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;
using MobileNetGen.Tool.Import.Reading;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>
/// An operator while it is read: inputs and options are taken by name, and what is left over is refused. Quantised tensors are the real numbers
/// that their integers stand for, which end where the integers end.
/// </summary>
internal sealed partial class TfLiteNode
{
    private readonly TfLiteOperation _operation;
    private readonly TfLiteScope _scope;
    private readonly TfLiteOptions _options;
    private readonly NodeFacts _facts;
    private readonly NodeInputs _inputs;
    private readonly List<TfLiteTensor> _viewed = [];
    private bool _computesReals;

    private TfLiteNode(TfLiteOperation operation, TfLiteOperator declared, TfLiteScope scope)
    {
        (_operation, _scope) = (operation, scope);
        var kind = TfLiteNames.Of(TfLiteNames.Options, operation.Table.Byte(Operator.OptionsKind) & byte.MaxValue);
        var table = kind == "NONE" ? null : operation.Table.Table(Operator.Options);
        if (table is not null && declared.Options.Length > 0 && kind != declared.Options)
        {
            throw new ToolException($"its options are {kind}; {declared.Options} are accepted.");
        }

        _options = new TfLiteOptions(table is null ? declared.Options : kind, table);
        _facts = new NodeFacts(declared.Facts, operation.Said().Concat(_options.Said).ToDictionary());
        _inputs = new NodeInputs(declared.Inputs, [.. operation.Inputs.Select(input => input >= 0)]);
    }

    public GraphSketch Sketch => _scope.Sketch;

    public string Name => Output.Name;

    public string Custom => _operation.Custom;

    /// <summary>The entry of the first output.</summary>
    public TfLiteTensor Output => _scope.Tensor(_operation.Outputs.Count > 0 ? _operation.Outputs[0] : -1);

    public int OutputCount => _operation.Outputs.Count;

    /// <summary>What a custom operator is told, in a form of its own.</summary>
    public ReadOnlySpan<byte> CustomOptions
    {
        get
        {
            _facts.Take("custom_options");
            return _operation.Table.Bytes(Operator.CustomOptions);
        }
    }

    /// <summary>A value for each output.</summary>
    /// <exception cref="ToolException">The operator says what is not read, or what cannot be expressed.</exception>
    public static IReadOnlyList<Value> Read(TfLiteOperation operation, TfLiteOperator declared, TfLiteScope scope)
    {
        if (operation.Version < 1 || operation.Version > declared.MaxVersion)
        {
            throw new ToolException($"its version is {operation.Version}; {declared.Doc.Versions} {(declared.MaxVersion == 1 ? "is" : "are")} accepted.");
        }

        var node = new TfLiteNode(operation, declared, scope);
        var values = declared.Read(node);
        node._facts.RequireTaken();
        node._inputs.RequireTaken();
        return values.Count == operation.Outputs.Count
            ? [.. values.Select((value, index) => node.Finished(value, scope.Tensor(operation.Outputs[index])))]
            : throw new ToolException($"it has {operation.Outputs.Count} outputs where {values.Count} are made.");
    }

    public bool Has(string input) => _inputs.Find(input) is not null;

    /// <summary>The entry of an input.</summary>
    public TfLiteTensor Entry(string input) => _scope.Tensor(_operation.Inputs[_inputs.Require(input)]);

    /// <summary>An input that is computed with: real numbers, or integers that stand for them.</summary>
    public Value Real(string input) => Real(_inputs.Require(input));

    /// <summary>All inputs that are declared as any number.</summary>
    public IReadOnlyList<Value> Reals(string inputs) => [.. _inputs.All(inputs).Select(Real)];

    /// <summary>An input whose elements come out as they are: the output's are of the same type and stand for the same.</summary>
    public Value View(string input) => View(_inputs.Require(input));

    public IReadOnlyList<Value> Views(string inputs) => [.. _inputs.All(inputs).Select(View)];

    /// <summary>Inputs that are real numbers, or integers that come out as they are.</summary>
    public IReadOnlyList<Value> RealsOrViews(string inputs) => _inputs.All(inputs).All(place => EntryAt(place).IsReal) ? Reals(inputs) : Views(inputs);

    /// <summary>Real numbers that must be known at import.</summary>
    public Constant Constant(string input)
    {
        var place = _inputs.Require(input);
        return Real(place) as Constant ?? throw Computed(place);
    }

    public double Number(string input) => Constant(input).Number;

    /// <summary>Whole numbers that must be known at import: axes, extents, places.</summary>
    public int[] Integers(string input) => IntegerConstant(input).Integers();

    public Constant IntegerConstant(string input)
    {
        var place = _inputs.Require(input);
        var entry = EntryAt(place);
        return entry.IsQuantised || entry.Element is not (ModelElementType.Int32 or ModelElementType.Int64)
            ? throw Mistyped(place, "INT32 and INT64")
            : _scope.Elements(_operation.Inputs[place]) ?? throw Computed(place);
    }

    /// <summary>An input that becomes another type, which its operator looks at itself.</summary>
    public Value Converted(string input) => ValueAt(_inputs.Require(input));

    /// <summary>The extents of an input of any type.</summary>
    public IReadOnlyList<int> ShapeOf(string input) => ValueAt(_inputs.Require(input)).Shape;

    /// <summary>
    /// The bias after a product with a kernel, if there is one. Of integers its scale is the product of the input's and the kernel's, whatever the
    /// file says: it is added to sums of products.
    /// </summary>
    public Constant? Bias(string input, string source, string kernel)
    {
        if (_inputs.Find(input) is not { } place)
        {
            return null;
        }

        var (bias, factor, weights) = (EntryAt(place), Entry(source), Entry(kernel));
        if (bias.Element?.IsFloat() == true && !factor.IsQuantised)
        {
            return Real(place) as Constant ?? throw Computed(place);
        }

        if (bias.Element is not (ModelElementType.Int32 or ModelElementType.Int64) || !factor.IsQuantised || !weights.IsQuantised)
        {
            throw Mistyped(place, "FLOAT32, or INT32 and INT64 where the input and the kernel are integers,");
        }

        _computesReals = true;
        var (integers, step) = (_scope.Elements(_operation.Inputs[place]) ?? throw Computed(place), factor.Integers.Scale);
        return integers.Shape.Count == 1 && (weights.Scale.Length == 1 || weights.Scale.Length == integers.Values.Length)
            ? new Constant(integers.Shape, [.. integers.Values.Select((value, channel) => value * step * weights.Scale[channel % weights.Scale.Length])])
            : throw new ToolException($"its bias {integers.DisplayShape} does not fit a kernel with {weights.Scale.Length} scales.");
    }

    public int Integer(string option) => Option<int>(option);

    public float Float(string option) => Option<float>(option);

    public bool Flag(string option) => Option<bool>(option);

    public int[] List(string option) => Option<int[]>(option);

    public string Word(string option) => Option<string>(option);

    public Padding Padding() => Word("padding") switch
    {
        "SAME" => Generator.Graph.Padding.Same,
        "VALID" => Generator.Graph.Padding.Valid,
        var other => throw new ToolException($"its padding is {other}; SAME and VALID are accepted."),
    };

    /// <summary>An extent from 1 to 1024 out of two options.</summary>
    public Extent Extent(string height, string width)
    {
        var extent = new Extent(Integer(height), Integer(width));
        return extent.Height is >= 1 and <= 1024 && extent.Width is >= 1 and <= 1024
            ? extent
            : throw new ToolException($"its {height} and {width} are {extent.DisplayText}; 1 to 1024 are accepted.");
    }

    /// <summary>A result with the activation that the operator ends in.</summary>
    public Value Activated(Value result) => Word("fused_activation_function") switch
    {
        "NONE" => result,
        "RELU" => Elementwise.Activate(Sketch, Name + "/activation", result, Activation.Relu),
        "RELU_N1_TO_1" => Elementwise.Clip(Sketch, Name + "/activation", result, -1, 1),
        "RELU6" => Elementwise.Activate(Sketch, Name + "/activation", result, Activation.Relu6),
        "TANH" => Elementwise.Activate(Sketch, Name + "/activation", result, Activation.Tanh),
        var other => throw new ToolException($"its fused activation is {other}; NONE, RELU, RELU_N1_TO_1, RELU6 and TANH are accepted."),
    };

    private T Option<T>(string name)
    {
        _facts.Take(name);
        return _options.Get<T>(name);
    }

    private TfLiteTensor EntryAt(int place) => _scope.Tensor(_operation.Inputs[place]);

    private Value ValueAt(int place) => _scope.Find(_operation.Inputs[place]) is { } value
        ? Sketch.Reading(value)
        : throw new ToolException($"its input \"{EntryAt(place).Name}\" is made by no operator.");

    private Value Real(int place)
    {
        _computesReals = true;
        return !EntryAt(place).IsReal ? throw Mistyped(place, "FLOAT32, and integers with a scale,")
            : _scope.KeepsIntegers && IsInteger(EntryAt(place)) ? throw NotOfIntegers()
            : ValueAt(place);
    }

    private static ToolException NotOfIntegers() => new("it is not computed with integers here; --dequantize computes the network with floats.");

    private Value View(int place)
    {
        _viewed.Add(EntryAt(place));
        return ValueAt(place);
    }

    private ToolException Computed(int place) => new($"its input \"{EntryAt(place).Name}\" is computed by the network; a constant is accepted.");

    private ToolException Mistyped(int place, string accepted) =>
        new($"its input \"{EntryAt(place).Name}\" is {EntryAt(place).DisplayType}; {accepted} are accepted.");

    private Value Finished(Value value, TfLiteTensor output)
    {
        if (!_scope.IsResized && !value.Shape.SequenceEqual(output.Shape))
        {
            throw new ToolException($"its output is {value.DisplayShape}, and the file says {output.DisplayShape}.");
        }

        if (_viewed.Find(input => !input.HasElementsOf(output)) is { } viewed)
        {
            var found = $"its input \"{viewed.Name}\" is {viewed.Elements}, and its output {output.Elements}";
            throw new ToolException($"{found}; equal ones are accepted, since the elements are passed on as they are.");
        }

        if (_computesReals && !output.IsReal)
        {
            throw new ToolException($"its output is {output.DisplayType}; FLOAT32, and integers with a scale, are accepted.");
        }

        if (_scope.KeepsIntegers && _computesReals && IsInteger(output))
        {
            throw NotOfIntegers();
        }

        return !_computesReals || !output.IsQuantised ? value : value switch
        {
            Symbol symbol => QuantisedRange.Clamp(Sketch, Name, symbol, output.Integers),
            _ => QuantisedRange.Round((Constant)value, output.Integers),
        };
    }
}
