namespace MobileNetGen;

/// <summary>A quantised network, whatever its class: one that takes or gives integers.</summary>
public interface IIntegerNetwork
{
    /// <summary>Runs the network on elements of its own types, as <see cref="TensorInfo.Element"/> says them.</summary>
    /// <param name="inputs">One for each input, in the description's order: exactly its elements as bytes.</param>
    /// <param name="outputs">One for each output, in the description's order: exactly its elements as bytes.</param>
    /// <exception cref="ArgumentException">A count or length differs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    void RunRaw(ReadOnlySpan<ReadOnlyMemory<byte>> inputs, ReadOnlySpan<Memory<byte>> outputs);

    /// <summary>Runs the network on floats, which become the integers nearest to them, and gives elements of its own types.</summary>
    /// <param name="inputs">One for each input, in the description's order, of exactly its length.</param>
    /// <param name="outputs">One for each output, in the description's order: exactly its elements as bytes.</param>
    /// <exception cref="ArgumentException">A count or length differs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    void RunRaw(ReadOnlySpan<ReadOnlyMemory<float>> inputs, ReadOnlySpan<Memory<byte>> outputs);
}

/// <summary>A quantised network: one that takes or gives integers.</summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
public interface IIntegerNetwork<TSelf> : IGeneratedNetwork<TSelf>, IIntegerNetwork
    where TSelf : IIntegerNetwork<TSelf>;
