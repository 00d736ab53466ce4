using MobileNetGen.Engine;

namespace MobileNetGen;

/// <summary>A network with one input and one output.</summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
public interface ITensorNetwork<TSelf> : IGeneratedNetwork<TSelf>
    where TSelf : ITensorNetwork<TSelf>
{
    /// <summary>Runs the network.</summary>
    /// <param name="input">Height × width × channels floats, channels innermost.</param>
    /// <param name="output">As long as the output.</param>
    /// <exception cref="ArgumentException">A length differs, or the spans overlap.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    void Run(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Runs the network on this thread and measures its blocks.</summary>
    /// <param name="input">Height × width × channels floats, channels innermost.</param>
    /// <param name="output">As long as the output.</param>
    /// <param name="times">As long as <see cref="NetworkInfo.Blocks"/>: the time of each.</param>
    /// <exception cref="ArgumentException">A length differs, or the spans overlap.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    void Profile(ReadOnlySpan<float> input, Span<float> output, Span<TimeSpan> times);

    /// <summary>Runs the network on several inputs.</summary>
    /// <param name="inputs"><paramref name="count"/> inputs, one after the other.</param>
    /// <param name="outputs"><paramref name="count"/> outputs, one after the other.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentException">A length differs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    void RunBatch(ReadOnlySpan<float> inputs, Span<float> outputs, int count);

    /// <inheritdoc/>
    void IGeneratedNetwork<TSelf>.RunBatch(ReadOnlySpan<ReadOnlyMemory<float>> inputs, ReadOnlySpan<Memory<float>> outputs, int count)
    {
        Lengths.CheckBatch(TSelf.Info, inputs, outputs, count);
        RunBatch(inputs[0].Span, outputs[0].Span, count);
    }
}
