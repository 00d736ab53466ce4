using System.Buffers;

namespace MobileNetGen.AspNetCore.Networks;

/// <summary>The inputs of a batch as floats: where they lie, or in memory that is lent for images and given back.</summary>
internal readonly struct FloatInputs : IDisposable
{
    private readonly float[]? _lent;

    /// <exception cref="InferenceException">An image is none, or larger than is allowed.</exception>
    public FloatInputs(NetworkInfo network, ImageInput? images, IReadOnlyList<Tensor> inputs, int count)
    {
        Memory = new ReadOnlyMemory<float>[inputs.Count];
        for (var index = 0; index < inputs.Count; index++)
        {
            if (inputs[index].DataType == TensorDataType.Float32)
            {
                Memory[index] = FloatMemory.Of(inputs[index].Data);
                continue;
            }

            // Only the first input has other forms.
            var length = count * network.Inputs[index].Length;
            _lent = ArrayPool<float>.Shared.Rent(length);
            images!.Prepare(inputs[index], _lent.AsSpan(0, length));
            Memory[index] = _lent.AsMemory(0, length);
        }
    }

    public ReadOnlyMemory<float>[] Memory { get; }

    public void Dispose()
    {
        if (_lent is not null)
        {
            ArrayPool<float>.Shared.Return(_lent);
        }
    }
}
