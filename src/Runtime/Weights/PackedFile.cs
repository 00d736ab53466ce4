using System.Runtime.InteropServices;
using MobileNetGen.Buffers;
using MobileNetGen.Execution;

namespace MobileNetGen.Weights;

/// <summary>
/// Weights as the kernels read them, in a file: one page of header, then the floats, then a sample of inputs and outputs to test
/// the network with. Nothing is decoded, so that the floats are used where they are, in a mapped file or in the binary, and every
/// vector width reads the same ones.
/// </summary>
public static class PackedFile
{
    /// <summary>Writes packed weights, and what the network makes of a sample with them.</summary>
    /// <typeparam name="TProgram">The network's blocks.</typeparam>
    /// <param name="layout">The network.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="stream">Where to; it is not closed.</param>
    /// <param name="sample">One for each input, of exactly its length; if empty, the inputs that packed weights bring along, or made-up ones.</param>
    /// <exception cref="WeightException">The weights are malformed, or not those of this network.</exception>
    /// <exception cref="ArgumentException">The sample has another number of inputs, or one of another length.</exception>
    public static void Write<TProgram>(NetworkLayout layout, WeightSource weights, Stream stream, ReadOnlySpan<ReadOnlyMemory<float>> sample)
        where TProgram : INetworkProgram
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(stream);
        CheckByteOrder();
        using var engine = new NetworkEngine<TProgram>(layout, weights, null);
        using var floats = engine.WithSample(sample);
        Write(layout, floats, stream);
    }

    /// <summary>Writes a file.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="floats">The weights, and the sample behind them.</param>
    /// <param name="stream">Where to; it is not closed.</param>
    internal static unsafe void Write(NetworkLayout layout, FloatMemory floats, Stream stream)
    {
        var checksums = StripedChecksum.Of((byte*)floats.Pointer, floats.Length * sizeof(float));
        stream.Write(PackedHeader.Of(layout, (int)(floats.Length - layout.WeightsLength), checksums).ToBytes());
        stream.Write(MemoryMarshal.AsBytes(floats.Span));
    }

    /// <summary>The floats of a file where they lie, and the sample behind them if it is one of this network; they own the bytes from here on.</summary>
    /// <exception cref="WeightException">The file is damaged, cut short, or was packed for another network.</exception>
    internal static unsafe FloatMemory Open(WeightBytes bytes, NetworkLayout layout)
    {
        CheckByteOrder();
        var header = PackedHeader.Read(bytes);
        if (header.Fingerprint != layout.Fingerprint || header.Floats != layout.WeightsLength)
        {
            throw new WeightException($"{bytes.Name} was packed for {header.Network}, {header.Floats} floats with the fingerprint {header.Fingerprint:x16}; {layout.Name} needs {layout.WeightsLength} with {layout.Fingerprint:x16}. Pack the weights again for this network.");
        }

        var length = (layout.WeightsLength + (long)header.SampleFloats) * sizeof(float);
        if (bytes.Length != PackedHeader.Length + length)
        {
            throw new WeightException($"{bytes.Name} is no whole file of packed weights: it has {bytes.Length} bytes; {PackedHeader.Length + length} are expected.");
        }

        var start = bytes.Start + PackedHeader.Length;
        LinuxMemory.Populate(start, length);
        CheckSame(header.Checksums, StripedChecksum.Of(start, length), "floats", bytes.Name);
        var sample = header.SampleFloats == StoredSample.LengthFor(layout) ? header.SampleFloats : 0;
        return new BorrowedFloats((float*)start, layout.WeightsLength + sample, bytes);
    }

    /// <exception cref="WeightException">The checksums differ.</exception>
    internal static void CheckSame(uint[] expected, uint[] found, string part, string file)
    {
        if (!expected.AsSpan().SequenceEqual(found))
        {
            throw new WeightException($"{file} is damaged: the checksums of its {part} are {Shown(found)}; {Shown(expected)} are expected.");
        }
    }

    private static string Shown(uint[] checksums) => string.Join(' ', checksums.Select(checksum => checksum.ToString("x8")));

    private static void CheckByteOrder()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("packed weights are for little-endian machines, and this is none; safetensors files are read here too.");
        }
    }
}
