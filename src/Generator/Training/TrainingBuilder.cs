using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Training;

/// <summary>The nodes of a training step while they are made.</summary>
internal sealed class TrainingBuilder
{
    private readonly List<TrainingNode> _nodes = [];
    private readonly List<ParameterTensor> _parameters = [];
    private readonly List<BatchStatistics> _statistics = [];
    private readonly List<DropoutMask> _masks = [];
    private long _parameterBytes;

    public IReadOnlyList<TrainingNode> Nodes => _nodes;

    public EquatableArray<ParameterTensor> Parameters => _parameters.ToEquatable();

    public EquatableArray<BatchStatistics> Statistics => _statistics.ToEquatable();

    public EquatableArray<DropoutMask> Masks => _masks.ToEquatable();

    /// <summary>A tensor for each image that is filled in from outside.</summary>
    public int Source(string name, TensorType type) =>
        Add(new TrainingNode(name, null, EquatableArray<int>.Empty, EquatableArray<int>.Empty, type, Storage.Images));

    /// <summary>A tensor that an operation makes: of an image of those of the image, or of the whole batch.</summary>
    public int Apply(
        string name,
        Operation operation,
        TensorType type,
        IReadOnlyList<int> inputs,
        IReadOnlyList<int>? weights = null,
        Storage storage = Storage.Images) =>
        Add(new TrainingNode(name, operation, inputs.ToEquatable(), (weights ?? []).ToEquatable(), type, storage));

    /// <summary>What an operation of the whole batch makes of the parameters' gradients.</summary>
    public int ApplyToGradients(string name, Operation operation, int parameters, IReadOnlyList<int> inputs) =>
        Add(_nodes[parameters] with { Name = name, Operation = operation, Inputs = inputs.ToEquatable(), Storage = Storage.Gradients });

    /// <summary>A layer's parameters.</summary>
    public int AddParameters(string name, WeightShape shape)
    {
        var offset = _parameterBytes;
        _parameters.Add(new ParameterTensor(name, shape, offset));
        _parameterBytes = CacheLine.Align(offset + shape.PackedBytes);
        var type = new TensorType(1, 1, (int)shape.PackedLength) { Element = shape.Element };
        return Add(new TrainingNode(name, null, EquatableArray<int>.Empty, EquatableArray<int>.Empty, type, Storage.Parameters, offset));
    }

    public void AddStatistics(BatchStatistics statistics) => _statistics.Add(statistics);

    public void AddMask(DropoutMask mask) => _masks.Add(mask);

    private int Add(TrainingNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }
}
