using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Import;

/// <summary>A graph while a format's reader draws it, node after node.</summary>
/// <param name="fileBytes">The length of the file, which decides what its import may cost.</param>
internal sealed class GraphSketch(long fileBytes)
{
    private readonly List<ImportNode> _nodes = [];
    private readonly List<ImportOutput> _outputs = [];
    private readonly List<Refusal> _refusals = [];
    private readonly SortedSet<string> _ends = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (double Min, double Max)> _ranges = [];
    private readonly Dictionary<int, int> _floats = [];
    private readonly UniqueNames _names = new();
    private readonly UniqueNames _outputNames = new();

    /// <summary>What cannot be expressed, one sentence each; nodes of one kind with one problem share one.</summary>
    public IReadOnlyList<string> Refusals => Refusal.Sentences(_refusals);

    /// <summary>Tensors before what is refused, as the file names them, where the network could end.</summary>
    public IReadOnlyCollection<string> Ends => _ends;

    public IReadOnlyList<ImportNode> Nodes => _nodes;

    public Budget Budget { get; } = new(fileBytes);

    public ImportGraph Graph => new(_nodes, _outputs);

    public void Refuse(string sentence) => _refusals.Add(new Refusal(sentence));

    /// <param name="kind">A node's operator.</param>
    /// <param name="name">Its name.</param>
    /// <param name="problem">What cannot be expressed.</param>
    public void Refuse(string kind, string name, string problem) => _refusals.Add(new Refusal(problem, kind, name));

    /// <summary>Remembers a tensor that a refused operator reads, and that the network computes.</summary>
    public void OfferEnd(string tensor, Value? value)
    {
        if (value is Symbol { Node: var node } && _nodes[node].Operation is not Input)
        {
            _ends.Add(tensor);
        }
    }

    /// <summary>What an operator makes; null where that cannot be expressed, which is refused.</summary>
    /// <param name="shown">The operator, human-readable.</param>
    /// <param name="read">Draws it.</param>
    public Value? Attempt(string shown, Func<Value> read)
    {
        try
        {
            return read();
        }
        catch (ToolException wrong) when (!Budget.IsSpent)
        {
            Refuse($"{shown}: {wrong.Message.TrimEnd('.')}");
            return null;
        }
    }

    /// <summary>A constant of the file; null where it cannot be read, which is refused.</summary>
    public Value? Attempt(Func<Value> read)
    {
        try
        {
            return read();
        }
        catch (ToolException wrong) when (!Budget.IsSpent)
        {
            Refuse(wrong.Message.TrimEnd('.'));
            return null;
        }
    }

    /// <summary>What an operator makes, one value for each output; null where that cannot be expressed, which is refused.</summary>
    /// <param name="kind">The operator.</param>
    /// <param name="name">The node's name.</param>
    /// <param name="read">Draws it.</param>
    public IReadOnlyList<Value>? Attempt(string kind, string name, Func<IReadOnlyList<Value>> read)
    {
        try
        {
            return read();
        }
        catch (ToolException wrong) when (!Budget.IsSpent)
        {
            Refuse(kind, name, wrong.Message.TrimEnd('.'));
            return null;
        }
    }

    /// <summary>Counts what is kept in memory until the import ends.</summary>
    /// <exception cref="ToolException">It is more than a model may have.</exception>
    public void Charge(Value value) => Budget.Keep(value is Constant constant ? constant.Values.Length : 0);

    /// <summary>Counts what an operator reads.</summary>
    /// <exception cref="ToolException">It is more than all operators may read.</exception>
    public Value Reading(Value value)
    {
        Budget.Read(value is Constant constant ? constant.Values.Length : 0);
        return value;
    }

    /// <summary>Says what a node's integers stand for.</summary>
    public void Quantise(int node, IntegerFacts facts) => _nodes[node] = _nodes[node] with { Integers = facts };

    /// <summary>Says what integers the file has for the weights of nodes that were drawn, from one on.</summary>
    public void KeepSteps(int first, float[] steps)
    {
        for (var index = first; index < _nodes.Count; index++)
        {
            if (_nodes[index].Tensors.TryGetValue("weight", out var weight))
            {
                _nodes[index] = _nodes[index] with
                {
                    Tensors = new Dictionary<string, Tensor>(_nodes[index].Tensors) { ["weight"] = weight with { Steps = steps } },
                };
            }
        }
    }

    /// <summary>The node that makes floats of a node's integers.</summary>
    public int FloatsOf(int node)
    {
        if (!_floats.TryGetValue(node, out var floats))
        {
            floats = _floats[node] = Add($"{_nodes[node].Name}_dequantized", new Dequantize(), [node]);
            Quantise(floats, new IntegerFacts(null));
        }

        return floats;
    }

    /// <summary>Of tensors that are what most of the network's are, it need not be said.</summary>
    public void Settle(Precision precision)
    {
        for (var index = 0; index < _nodes.Count; index++)
        {
            _nodes[index] = _nodes[index] with
            {
                Operation = _nodes[index].Operation switch
                {
                    Quantize { Own: { } own } when own == precision => new Quantize(Own: null),
                    Input { Own: { } own } input when own == precision => input with { Own = null },
                    var other => other,
                },
            };
        }
    }

    public TensorType TypeOf(int node) => _nodes[node].Type;

    /// <summary>Adds a node; its name gets a number if it is taken.</summary>
    /// <exception cref="ToolException">The operation does not fit its inputs.</exception>
    public int Add(string name, Operation operation, IReadOnlyList<int> inputs, IReadOnlyDictionary<string, Tensor>? tensors = null)
    {
        Limits.RequireOperators(_nodes.Count + 1);
        var inferred = operation.InferShape([.. inputs.Select(TypeOf)]);
        if (inferred.Type is not { } type)
        {
            throw new ToolException(inferred.Problem!);
        }

        if (type.Height < 1 || type.Width < 1 || type.Channels < 1)
        {
            throw new ToolException($"a map of {type.DisplayText} is empty.");
        }

        Constant.LengthOf([type.Height, type.Width, type.Channels]);

        // Passes may give a node a number for each channel.
        Budget.Keep(type.Channels + (tensors?.Values.Sum(tensor => (long)tensor.Values.Length) ?? 0));
        _nodes.Add(new ImportNode(_names.Of(name), operation, inputs, type, tensors ?? ImportNode.NoTensors));
        return _nodes.Count - 1;
    }

    /// <summary>Says between which numbers the elements of an input lie, because the model's are integers that end there.</summary>
    public void Bound(int input, (double Min, double Max) range) => _ranges[input] = range;

    /// <summary>Between which numbers the elements of an input lie, or null where that is not known.</summary>
    public (double Min, double Max)? RangeOf(int input) => _ranges.TryGetValue(input, out var range) ? range : null;

    /// <param name="own">Of integers: what they are where they are not the network's.</param>
    public int AddInput(string name, TensorType type, Precision? own = null) => Add(name, new Input(type, null) { Own = own }, []);

    /// <summary>
    /// Adds an output; its name gets a number if it is taken. What has its channels first keeps the network's order, which is said; what is in another order is
    /// brought into the model's.
    /// </summary>
    /// <exception cref="ToolException">Its axes were taken apart too often.</exception>
    public void AddOutput(string name, Symbol tensor)
    {
        Limits.RequirePorts(_outputs.Count + 1);
        if (!tensor.IsInOrder && !HasChannelsFirst(tensor))
        {
            tensor = Arranging.Arrange(this, tensor, [], [], [.. tensor.Dims.SelectMany(dim => dim)]);
        }

        _outputs.Add(new ImportOutput(_outputNames.Of(name), tensor.Node, tensor.IsInOrder ? null : $"the model's \"{name}\" is {tensor.DisplayShape}"));
    }

    private bool HasChannelsFirst(Symbol tensor) => Views.ChannelFactors(this, tensor) is { } channels
        && tensor.Dims.SelectMany(dim => dim).SequenceEqual(channels.Concat(Enumerable.Range(0, tensor.Memory.Length - channels.Length)));
}
