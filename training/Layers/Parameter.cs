using MobileNetGen.Training.Tensors;

namespace MobileNetGen.Training.Layers;

/// <summary>A tensor of the weights file that training changes, in the order of memory that its layer likes.</summary>
/// <param name="name">Its name in the weights file.</param>
/// <param name="shape">Its shape in the weights file.</param>
/// <param name="values">Its values, in the layer's order.</param>
/// <param name="decays">False for biases and batch normalisation, which weight decay must leave alone.</param>
/// <param name="toFile">Brings the layer's order into that of the weights file, which is PyTorch's; null if both are the same.</param>
internal sealed class Parameter<T>(string name, int[] shape, T[] values, bool decays, Func<T[], T[]>? toFile = null)
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
{
    private readonly T[][] _partials = [.. Enumerable.Range(0, Chunks.Count).Select(_ => new T[values.Length])];

    public string Name { get; } = name;

    public IReadOnlyList<int> Shape { get; } = shape;

    public T[] Values { get; } = values;

    public T[] Gradient { get; } = new T[values.Length];

    public bool Decays { get; } = decays;

    public T[] InFileOrder() => toFile is null ? Values : toFile(Values);

    /// <summary>Where one chunk of the batch sums its share of the gradient.</summary>
    public Span<T> Partial(int chunk) => _partials[chunk];

    public void ClearGradient()
    {
        foreach (var partial in _partials)
        {
            Array.Clear(partial);
        }

        Array.Clear(Gradient);
    }

    /// <summary>Adds the chunks' shares, always in one order.</summary>
    public void SumPartials()
    {
        foreach (var partial in _partials)
        {
            Lanes.Add<T>(partial, Gradient);
        }
    }
}

/// <summary>A tensor of the weights file that training measures.</summary>
internal sealed record Statistic<T>(string Name, T[] Values);
