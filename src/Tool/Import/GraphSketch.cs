using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Tool.Import;

/// <summary>A graph while a format's reader draws it, node after node.</summary>
internal sealed class GraphSketch
{
    private readonly List<ImportNode> _nodes = [];
    private readonly List<ImportOutput> _outputs = [];
    private readonly List<string> _refusals = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private long _elements;

    /// <summary>What cannot be expressed, one sentence each.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    public IReadOnlyList<ImportNode> Nodes => _nodes;

    public ImportGraph Graph => new(_nodes, _outputs);

    public void Refuse(string sentence) => _refusals.Add(sentence);

    /// <summary>What an operator makes; null where that cannot be expressed, which is refused.</summary>
    /// <param name="shown">The operator, for people.</param>
    /// <param name="read">Draws it.</param>
    public Value? Attempt(string shown, Func<Value> read)
    {
        try
        {
            return read();
        }
        catch (ToolException wrong)
        {
            Refuse($"{shown}: {wrong.Message.TrimEnd('.')}");
            return null;
        }
    }

    /// <summary>Counts what is kept in memory until the import ends.</summary>
    /// <exception cref="ToolException">It is more than a model may have.</exception>
    public void Charge(Value value) => Limits.Require(_elements += value is Constant constant ? constant.Values.Length : 0);

    public TensorType TypeOf(int node) => _nodes[node].Type;

    /// <summary>Adds a node; its name gets a number if it is taken.</summary>
    /// <exception cref="ToolException">The operation does not fit its inputs.</exception>
    public int Add(string name, Operation operation, IReadOnlyList<int> inputs, IReadOnlyDictionary<string, Tensor>? tensors = null)
    {
        if (_nodes.Count >= Limits.MostOperators)
        {
            throw new ToolException($"the model has more than {Limits.MostOperators} operations; fewer are accepted.");
        }

        var inferred = operation.InferShape([.. inputs.Select(TypeOf)]);
        if (inferred.Type is not { } type)
        {
            throw new ToolException(inferred.Problem!);
        }

        if (type.Height < 1 || type.Width < 1 || type.Channels < 1)
        {
            throw new ToolException($"a map of {type.Shown} is empty.");
        }

        Constant.LengthOf([type.Height, type.Width, type.Channels]);
        Limits.Require(_elements += tensors?.Values.Sum(tensor => (long)tensor.Values.Length) ?? 0);
        _nodes.Add(new ImportNode(Unique(name), operation, inputs, type, tensors ?? ImportNode.NoTensors));
        return _nodes.Count - 1;
    }

    public int AddInput(string name, TensorType type) => Add(name, new Input(type, null), []);

    /// <summary>Adds an output; its name gets a number if it is taken.</summary>
    public void AddOutput(string name, Symbol tensor)
    {
        var unique = name;
        for (var number = 2; _outputs.Any(output => output.Name == unique); number++)
        {
            unique = $"{name}_{Invariant.Format(number)}";
        }

        _outputs.Add(new ImportOutput(unique, tensor.Node, tensor.IsInOrder ? null : $"the model's \"{name}\" is {tensor.ShownShape}"));
    }

    private string Unique(string name)
    {
        var unique = name;
        for (var number = 2; !_names.Add(unique); number++)
        {
            unique = $"{name}_{Invariant.Format(number)}";
        }

        return unique;
    }
}
