using MobileNetGen.Engine;

namespace MobileNetGen;

/// <summary>Every generated network, so that a host can be written once for all of them.</summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
public interface IGeneratedNetwork<TSelf> : IDisposable
    where TSelf : IGeneratedNetwork<TSelf>
{
    /// <summary>What the network is.</summary>
    static abstract NetworkInfo Info { get; }

    /// <summary>Names of the classes, where they travel with the model: of one that was imported in the build with labels; else null.</summary>
    /// <exception cref="IOException">Their file is not beside the program any more.</exception>
    /// <exception cref="InvalidDataException">They are not as many as the network has classes, or no text.</exception>
    static virtual Labels? Labels => null;

    /// <summary>Binds weights to a network.</summary>
    /// <param name="weights">Where the weights come from; read once, here.</param>
    /// <param name="options">How it runs; null for one thread and the widest vectors.</param>
    /// <returns>A network that any number of threads may run at once.</returns>
    /// <exception cref="WeightException">The weights are malformed, not those of this network, or fail the self test that the options ask for.</exception>
    static abstract TSelf Create(WeightSource weights, NetworkOptions? options = null);

    /// <summary>
    /// Writes weights as the kernels read them, a file that <see cref="Create"/> checks and maps instead of reading and packing.
    /// It serves every CPU, and this network only. After the weights stand inputs and the outputs that the network makes of them, for <see cref="SelfTest"/>.
    /// </summary>
    /// <param name="weights">Where the weights come from.</param>
    /// <param name="stream">Where to; it is not closed.</param>
    /// <param name="sample">
    /// One for each input, in the description's order, of exactly its length; if empty, the inputs that packed weights bring along, or
    /// made-up ones.
    /// </param>
    /// <exception cref="WeightException">The weights are malformed, or not those of this network.</exception>
    /// <exception cref="ArgumentException">The sample has another number of inputs, or one of another length.</exception>
    static abstract void Pack(WeightSource weights, Stream stream, ReadOnlySpan<ReadOnlyMemory<float>> sample = default);

    /// <summary>The layers as a table.</summary>
    static abstract string Summary();

    /// <summary>Runs the network.</summary>
    /// <param name="inputs">One for each input, in the description's order, of exactly its length.</param>
    /// <param name="outputs">One for each output, in the description's order, of exactly its length.</param>
    /// <exception cref="ArgumentException">A count or length differs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    void Run(ReadOnlySpan<ReadOnlyMemory<float>> inputs, ReadOnlySpan<Memory<float>> outputs);

    /// <summary>Runs the network on several examples.</summary>
    /// <param name="inputs">One for each input, in the description's order: <paramref name="count"/> times its length, example after example.</param>
    /// <param name="outputs">One for each output, in the description's order: <paramref name="count"/> times its length.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentException">A count or length differs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    void RunBatch(ReadOnlySpan<ReadOnlyMemory<float>> inputs, ReadOnlySpan<Memory<float>> outputs, int count)
    {
        var (from, to) = (new ReadOnlyMemory<float>[inputs.Length], new Memory<float>[outputs.Length]);
        Lengths.CheckBatch(TSelf.Info, inputs, outputs, count);
        for (var example = 0; example < count; example++)
        {
            for (var index = 0; index < from.Length; index++)
            {
                from[index] = inputs[index].Slice(example * TSelf.Info.Inputs[index].Length, TSelf.Info.Inputs[index].Length);
            }

            for (var index = 0; index < to.Length; index++)
            {
                to[index] = outputs[index].Slice(example * TSelf.Info.Outputs[index].Length, TSelf.Info.Outputs[index].Length);
            }

            Run(from, to);
        }
    }

    /// <summary>Runs the network on the inputs that <see cref="Pack"/> stored with the weights, and compares the outputs with those that it stored.</summary>
    /// <returns>The element that differs most.</returns>
    /// <exception cref="WeightException">The weights bring no sample along: they were not packed for this network.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed of.</exception>
    SelfTestResult SelfTest();
}
