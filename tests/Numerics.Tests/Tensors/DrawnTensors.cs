namespace MobileNetGen.Numerics.Tests.Tensors;

/// <summary>Tensors of numbers that are drawn one after the other, the same for one seed.</summary>
internal abstract class DrawnTensors(int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<NamedTensor> _tensors = [];

    public IReadOnlyList<NamedTensor> Tensors => _tensors;

    protected void Add(NamedTensor tensor) => _tensors.Add(tensor);

    protected void Add(string name, Func<double> next, params int[] shape)
    {
        var values = new float[shape.Aggregate(1, (product, extent) => product * extent)];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (float)next();
        }

        Add(new NamedTensor(name, shape, values));
    }

    protected double Between(double low, double high) => low + ((high - low) * _random.NextDouble());
}
