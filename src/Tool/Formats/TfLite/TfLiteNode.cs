using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>An operator of a model with what flows into it.</summary>
internal sealed class TfLiteNode
{
    private readonly TfLiteScope _scope;
    private readonly int[] _outputs;
    private readonly FlatTable _table;
    private readonly FlatTable? _options;

    public TfLiteNode(FlatTable table, TfLiteScope scope)
    {
        _scope = scope;
        InputIndices = table.Integers(Operator.Inputs) ?? [];
        _outputs = table.Integers(Operator.Outputs) ?? [];
        _options = table.Table(Operator.Options);
        _table = table;
        (Code, CustomCode) = scope.CodeOf(table.Integer(Operator.Code));
    }

    public TfLiteOperator Code { get; }

    public string CustomCode { get; }

    /// <summary>What a custom operator is told, in a form of its own.</summary>
    public ReadOnlySpan<byte> CustomOptions => _table.Bytes(Operator.CustomOptions);

    public GraphSketch Sketch => _scope.Sketch;

    public IReadOnlyList<int> InputIndices { get; }

    public IReadOnlyList<int> Outputs => _outputs;

    public string Shown => Code == TfLiteOperator.Custom ? $"the custom operator {CustomCode}" : Code.ToString();

    public TfLiteTensor Output => _scope.Tensor(_outputs.Length > 0 ? _outputs[0] : -1);

    public string Name => Output.Name;

    public bool Has(int input) => input < InputIndices.Count && InputIndices[input] >= 0;

    public Value Input(int index = 0) => Has(index)
        ? _scope.Read(InputIndices[index]) ?? throw new ToolException($"its input \"{_scope.Tensor(InputIndices[index]).Name}\" is made by no operator.")
        : throw new ToolException($"its input {index + 1} is missing.");

    public IReadOnlyList<Value> Inputs() => [.. Enumerable.Range(0, InputIndices.Count).Select(Input)];

    /// <summary>An input that must be known at import.</summary>
    public Constant Constant(int index) => Input(index) as Constant
        ?? throw new ToolException($"its input {index + 1}, \"{_scope.Tensor(InputIndices[index]).Name}\", is computed by the network; a constant is accepted.");

    public Constant? ConstantOrNull(int index) => Has(index) ? Constant(index) : null;

    public int Integer(int field, int fallback = 0) => _options?.Integer(field, fallback) ?? fallback;

    public float Number(int field, float fallback = 0) => _options?.Number(field, fallback) ?? fallback;

    public bool Flag(int field) => _options?.Flag(field) ?? false;

    public int[]? Integers(int field) => _options?.Integers(field);

    public Padding Padding(int field) => (_options?.Byte(field) ?? 0) switch
    {
        0 => Generator.Graph.Padding.Same,
        1 => Generator.Graph.Padding.Valid,
        var other => throw new ToolException($"its padding has the number {other}; 0 for SAME and 1 for VALID are accepted."),
    };

    /// <summary>An extent from 1 to 1024 out of two fields.</summary>
    public Extent Extent(int height, int width, int fallback = 0)
    {
        var extent = new Extent(Integer(height, fallback), Integer(width, fallback));
        return extent.Height is >= 1 and <= 1024 && extent.Width is >= 1 and <= 1024 ? extent : throw new ToolException($"it has a stride, kernel or dilation of {extent.Shown}; 1 to 1024 are accepted.");
    }

    /// <summary>The result with the activation that the operator ends in, said or implied by the range of its integers.</summary>
    public Value Finish(Value result, int activationField)
    {
        var activation = (_options?.Byte(activationField) ?? 0) switch
        {
            0 => Activation.None,
            1 => Activation.Relu,
            3 => Activation.Relu6,
            4 => Activation.Tanh,
            var other => throw new ToolException($"its fused activation has the number {other}; 0, 1, 3 and 4 (none, ReLU, ReLU6, tanh) are accepted."),
        };
        return activation == Activation.None && Output.IsQuantised && result is Symbol tensor
            ? QuantisedRange.Clamp(Sketch, Name, tensor, Output.Integers)
            : Elementwise.Activate(Sketch, Name + "/activation", result, activation);
    }
}
