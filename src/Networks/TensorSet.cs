namespace MobileNetGen.Networks;

/// <summary>The weights of one network by name, in PyTorch's layouts.</summary>
internal sealed class TensorSet(IReadOnlyList<NamedTensor> tensors)
{
    private readonly Dictionary<string, NamedTensor> _byName = tensors.ToDictionary(tensor => tensor.Name);

    public IReadOnlyList<NamedTensor> Tensors { get; } = tensors;

    public float[] this[string name] => _byName[name].Values.ToArray();

    public NamedTensor Named(string name) => _byName[name];

    public bool Has(string name) => _byName.ContainsKey(name);

    public IReadOnlyList<int> ShapeOf(string name) => _byName[name].Shape;

    /// <summary>A whole safetensors file.</summary>
    public WeightSource ToSource()
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, Tensors);
        return WeightSource.FromBytes(stream.ToArray());
    }
}
