using System.Runtime.InteropServices;
using MobileNetGen.Buffers;
using MobileNetGen.Execution;

namespace MobileNetGen.Weights;

/// <summary>
/// Weights as the kernels read them, in a file: one page of header, then the floats. Nothing is decoded, so that the floats are
/// used where they are, in a mapped file or in the binary, and every vector width reads the same ones.
/// </summary>
public static class PackedFile
{
    /// <summary>Writes packed weights.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="weights">Its weights.</param>
    /// <param name="stream">Where to; it is not closed.</param>
    /// <exception cref="WeightException">The weights are malformed, or not those of this network.</exception>
    public static unsafe void Write(NetworkLayout layout, WeightSource weights, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(stream);
        CheckByteOrder();
        using var packed = weights.Load(layout);
        stream.Write(PackedHeader.Of(layout, StripedChecksum.Of((byte*)packed.Pointer, packed.Length * sizeof(float))).ToBytes());
        stream.Write(MemoryMarshal.AsBytes(packed.Span));
    }

    /// <summary>The floats of a file where they lie; they own the bytes from here on.</summary>
    /// <exception cref="WeightException">The file is damaged, cut short, or was packed for another network.</exception>
    internal static unsafe FloatMemory Open(WeightBytes bytes, NetworkLayout layout)
    {
        CheckByteOrder();
        var header = PackedHeader.Read(bytes);
        if (header.Fingerprint != layout.Fingerprint || header.Floats != layout.WeightsLength)
        {
            throw new WeightException($"{bytes.Name} was packed for {header.Network}, {header.Floats} floats with the fingerprint {header.Fingerprint:x16}; {layout.Name} needs {layout.WeightsLength} with {layout.Fingerprint:x16}. Pack the weights again for this network.");
        }

        var length = layout.WeightsLength * (long)sizeof(float);
        if (bytes.Length != PackedHeader.Length + length)
        {
            throw new WeightException($"{bytes.Name} is no whole file of packed weights: it has {bytes.Length} bytes; {PackedHeader.Length + length} are expected.");
        }

        var start = bytes.Start + PackedHeader.Length;
        CheckSame(header.Checksums, StripedChecksum.Of(start, length), "floats", bytes.Name);
        return new BorrowedFloats((float*)start, layout.WeightsLength, bytes);
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
