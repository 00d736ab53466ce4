using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;
using MobileNetGen.Engine;

namespace MobileNetGen.Weights;

/// <summary>Inputs of a network and the outputs that it made of them, one after the other, on a cache line of their own after its weights.</summary>
internal readonly ref struct StoredSample
{
    private readonly NetworkLayout _layout;
    private readonly Span<float> _floats;

    /// <param name="layout">The network.</param>
    /// <param name="memory">Its weights, with or without a sample after them.</param>
    public StoredSample(NetworkLayout layout, NativeBuffer memory)
    {
        _layout = layout;
        _floats = memory.Bytes > layout.WeightsBytes ? memory.From<float>(StartFor(layout)) : [];
    }

    /// <summary>False for weights that bring none along.</summary>
    public bool Exists => !_floats.IsEmpty;

    /// <summary>Where a sample starts after the weights, in bytes: zeros lie between them.</summary>
    public static long StartFor(NetworkLayout layout) => PackedRegion.Align(layout.WeightsBytes);

    /// <summary>Bytes of the weights, the zeros and a sample.</summary>
    public static long EndFor(NetworkLayout layout) => StartFor(layout) + BytesFor(layout);

    /// <summary>Bytes of a sample: all inputs and all outputs.</summary>
    public static long BytesFor(NetworkLayout layout) => layout.InputLengths.Concat(layout.OutputLengths).Sum(length => (long)length * sizeof(float));

    public Span<float> Input(int index) => Part(index, _layout.InputLengths[index]);

    public Span<float> Output(int index) => Part(_layout.InputLengths.Length + index, _layout.OutputLengths[index]);

    /// <exception cref="ArgumentException">There is another number of inputs, or one has another length.</exception>
    public void SetInputs(ReadOnlySpan<ReadOnlyMemory<float>> inputs)
    {
        Lengths.Check(inputs.Length, _layout.InputLengths.Length, "the sample's list of inputs", "sample");
        for (var index = 0; index < inputs.Length; index++)
        {
            Lengths.Check(inputs[index].Length, _layout.InputLengths[index], "the sample's input", index, "sample");
            inputs[index].Span.CopyTo(Input(index));
        }
    }

    /// <summary>Numbers between -1 and 1, the same on every machine.</summary>
    public void MakeUpInputs()
    {
        var random = new SplitMix64(0);
        for (var index = 0; index < _layout.InputLengths.Length; index++)
        {
            foreach (ref var value in Input(index))
            {
                value = (float)((2 * random.NextUnit()) - 1);
            }
        }
    }

    private Span<float> Part(int number, int length) =>
        _floats.Slice(_layout.InputLengths.Concat(_layout.OutputLengths).Take(number).Sum(), length);
}
