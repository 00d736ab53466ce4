using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <content>Operators that compute with integers.</content>
internal sealed partial class TfLiteNode
{
    /// <summary>What a new node's integers are where they are not the network's.</summary>
    public Precision? OwnPrecision => PrecisionOf(Output) is var own && own == _scope.Precision ? null : own;

    /// <summary>True for integers of 8 bits that stand for real numbers.</summary>
    public static bool IsInteger(TfLiteTensor tensor) => tensor is { IsQuantised: true, Element: ModelElementType.Int8 or ModelElementType.UInt8 };

    public static Precision PrecisionOf(TfLiteTensor tensor) => tensor.Element == ModelElementType.UInt8 ? Precision.UInt8 : Precision.Int8;

    /// <summary>An input of integers that the network computes.</summary>
    public Symbol IntegerMap(string input) =>
        IntegerOrConstant(input) as Symbol ?? throw new ToolException($"its input \"{Entry(input).Name}\" is a constant.");

    /// <summary>All inputs that are declared as any number.</summary>
    public IReadOnlyList<Symbol> AllIntegers(string inputs) => [.. _inputs.All(inputs).Select(place => IntegersAt(place) as Symbol ?? throw Computed(place))];

    /// <summary>An input of integers, or a constant's own integers.</summary>
    public Value IntegerOrConstant(string input) => IntegersAt(_inputs.Require(input));

    /// <summary>An input of integers or of floats.</summary>
    public Symbol IntegerOrFloat(string input) => ValueAt(_inputs.Require(input)) as Symbol ?? throw new ToolException("its input is a constant.");

    /// <summary>A constant's own integers.</summary>
    public Constant IntegerConstantOf(string input) => IntegerOrConstant(input) as Constant ?? throw Computed(_inputs.Require(input));

    /// <summary>A layer of sums of products.</summary>
    /// <param name="permutation">The filter's axes in the project's order; null for a matrix.</param>
    /// <param name="read">Draws it with its kernel's and biases' own integers.</param>
    /// <param name="outputs">The kernel's axis of outputs, in the project's order.</param>
    public Value Sums(int[]? permutation, Func<TfLiteNode, Constant, Constant?, Value> read, int outputs = 0)
    {
        var (entry, filter) = (Entry("filter"), IntegerConstantOf("filter"));
        var kernel = permutation is null ? filter : ConvolutionLowering.Kernel(filter, permutation);
        var bias = _inputs.Find("bias") is { } place ? _scope.Elements(_operation.Inputs[place]) ?? throw Computed(place) : null;
        if (bias is not null && EntryAt(_inputs.Require("bias")).Element != ModelElementType.Int32)
        {
            throw Mistyped(_inputs.Require("bias"), "INT32");
        }

        var facts = WeightFacts(entry, kernel.Shape[outputs]) with { Bias = bias is null ? null : [.. bias.Values.Select(value => (int)value)] };
        return Made(read(this, kernel, bias), clamps: true, facts);
    }

    /// <summary>What was drawn, of which the last operation makes the output's integers.</summary>
    /// <param name="value">What the operator makes.</param>
    /// <param name="clamps">True if the operator may end in an activation.</param>
    /// <param name="weights">The input that holds weights, or null.</param>
    public Value Made(Value value, bool clamps = false, string? weights = null) =>
        Made(value, clamps, weights is null ? new IntegerFacts(null) : WeightFacts(Entry(weights), 1));

    /// <summary>Nodes that a constant became, from one on.</summary>
    public void QuantiseConstants(int first, Constant constant)
    {
        var quantisation = constant.Quantisation ?? throw new ToolException("a constant with several scales stands where one scale is accepted.");
        foreach (var node in Enumerable.Range(first, Sketch.Nodes.Count - first).Where(node => Sketch.Nodes[node].Operation is ConstantMap))
        {
            Sketch.Quantise(node, new IntegerFacts(quantisation));
        }
    }

    public Value MadeFloats(Symbol value)
    {
        Sketch.Quantise(value.Node, new IntegerFacts(null));
        return value with { Quantisation = null, Element = ModelElementType.Float32 };
    }

    private Symbol Made(Value value, bool clamps, IntegerFacts facts)
    {
        var symbol = (Symbol)value;
        if (Sketch.Nodes[symbol.Node].Operation is Flatten or Reshape)
        {
            throw new ToolException("its output is another arrangement of what it computes, which is not supported.");
        }

        var activation = clamps ? FusedActivation() : Activation.None;
        if (!IsInteger(Output))
        {
            throw new ToolException($"its output is {Output.DisplayType}; integers of 8 bits with a scale are accepted.");
        }

        Sketch.Quantise(symbol.Node, facts with { Output = Sketch.Nodes[symbol.Node].Operation.KeepsQuantization ? null : Valid(Output), Clamp = activation });
        return symbol;
    }

    private Activation FusedActivation() => Word("fused_activation_function") switch
    {
        "NONE" => Activation.None,
        "RELU" => Activation.Relu,
        "RELU_N1_TO_1" => Activation.Clip(-1, 1),
        "RELU6" => Activation.Relu6,
        var other => throw new ToolException($"its fused activation is {other}; of integers, NONE, RELU, RELU_N1_TO_1 and RELU6 are accepted."),
    };

    private Value IntegersAt(int place)
    {
        var entry = EntryAt(place);
        if (!IsInteger(entry))
        {
            throw Mistyped(place, "integers of 8 bits with a scale");
        }

        if (_scope.Made(_operation.Inputs[place]) is Symbol symbol)
        {
            return Sketch.Reading(symbol);
        }

        var constant = _scope.Elements(_operation.Inputs[place]) ?? throw new ToolException($"its input \"{entry.Name}\" is made by no operator.");
        return constant with { Quantisation = entry.Scale.Length == 1 ? Valid(entry) : null };
    }

    private static Quantisation Valid(TfLiteTensor entry) => QuantisedRange.RequireValid(entry.Integers);

    private static IntegerFacts WeightFacts(TfLiteTensor entry, int outputs)
    {
        if (entry.Scale.Length != 1 && entry.Scale.Length != outputs)
        {
            throw new ToolException($"its weights have {entry.Scale.Length} scales; 1 or {outputs} are accepted.");
        }

        if (entry.ZeroPoint.Length > 1 && entry.ZeroPoint.Length != outputs)
        {
            throw new ToolException($"its weights have {entry.ZeroPoint.Length} zero points; 1 or {outputs} are accepted.");
        }

        var (min, max) = entry.Element!.Value.Range();
        if (Array.FindIndex(entry.ZeroPoint, zero => zero < min || zero > max) is >= 0 and var wrong)
        {
            throw new ToolException($"its weights have the zero point {entry.ZeroPoint[wrong]} at place {wrong}; {min} to {max} are accepted.");
        }

        var zeros = Enumerable.Range(0, outputs)
            .Select(output => entry.ZeroPoint.Length == 0 ? 0 : (int)entry.ZeroPoint[output % entry.ZeroPoint.Length])
            .ToArray();
        return new IntegerFacts(null)
        {
            Weights = new WeightQuantisation(
                entry.Element!.Value,
                [.. Enumerable.Range(0, outputs).Select(output => entry.Scale[output % entry.Scale.Length])],
                zeros.All(zero => zero == 0) ? null : zeros),
        };
    }
}
