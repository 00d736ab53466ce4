using MobileNetGen.Buffers;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Weights as the kernels read them, in a file: one page of header, then the weights, then a sample of inputs and outputs to test
/// the network with. Nothing is decoded, so that the weights are used where they are, in a mapped file or in the binary, and every
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
        var loaded = weights.Load(layout, hashed: true);
        using var engine = new NetworkEngine<TProgram>(layout, loaded, new NetworkOptions { AllowOtherWeights = true });
        using var packed = engine.WithSample(sample);
        Write(layout, loaded.Origin?.Hash, packed, stream);
    }

    /// <summary>Writes a file.</summary>
    /// <param name="layout">The network.</param>
    /// <param name="weightsHash">The SHA-256 of the data that was packed, or null.</param>
    /// <param name="packed">The weights, and the sample after them.</param>
    /// <param name="stream">Where to; it is not closed.</param>
    internal static unsafe void Write(NetworkLayout layout, string? weightsHash, NativeBuffer packed, Stream stream)
    {
        var start = packed.Pointer;
        var weights = Region(RegionKind.Weights, PackedHeader.Length, layout.WeightsBytes, start);
        var sample = Region(RegionKind.Sample, weights.End, StoredSample.BytesFor(layout), start);
        stream.Write(PackedHeader.Of(layout, weightsHash, weights, sample).ToBytes());
        using var bytes = new UnmanagedMemoryStream(start, sample.End - PackedHeader.Length);
        bytes.CopyTo(stream);
    }

    /// <summary>The weights of a file where they lie, and the sample after them if it is one of this network; they own the bytes from here on.</summary>
    /// <exception cref="WeightException">The file is damaged, cut short, or was packed for another network.</exception>
    internal static unsafe LoadedWeights Open(WeightBytes bytes, NetworkLayout layout)
    {
        CheckByteOrder();
        var header = PackedHeader.Read(bytes);
        if (header.Fingerprint != layout.Fingerprint || header.Regions is not [var weights, ..] || !Holds(weights, RegionKind.Weights, layout.WeightsBytes))
        {
            throw new WeightException($"{bytes.Name} was packed for {header.Network}, {DisplayText(header.Regions)} with the fingerprint "
                + $"{header.Fingerprint:x16}; {layout.Name} needs weights of {layout.WeightsBytes} bytes of Float32 with {layout.Fingerprint:x16}. "
                + $"Pack the weights again for this network.");
        }

        LinuxMemory.Populate(bytes.Start + weights.Offset, bytes.Length - weights.Offset);
        foreach (var region in header.Regions)
        {
            CheckSame(region.Checksums, region.ChecksumsIn(bytes.Start), region.Kind.ToString(), bytes.Name);
        }

        var hasSample = header.Regions.Count > 1 && Holds(header.Regions[1], RegionKind.Sample, StoredSample.BytesFor(layout));
        var length = hasSample ? StoredSample.EndFor(layout) : layout.WeightsBytes;
        return new LoadedWeights(new BorrowedBuffer(bytes.Start + weights.Offset, length, bytes), new WeightsOrigin(bytes.Name, header.WeightsHash));
    }

    /// <exception cref="WeightException">The checksums differ.</exception>
    internal static void CheckSame(uint[] expected, uint[] found, string part, string file)
    {
        if (!expected.AsSpan().SequenceEqual(found))
        {
            throw new WeightException(
                $"{file} is damaged: the checksums of its {part.ToLowerInvariant()} are {DisplayText(found)}; {DisplayText(expected)} are expected.");
        }
    }

    private static unsafe PackedRegion Region(RegionKind kind, long offset, long length, byte* start)
    {
        var region = new PackedRegion(kind, RegionElement.Float32, offset, length, []);
        return region with { Checksums = region.ChecksumsIn(start - PackedHeader.Length) };
    }

    private static bool Holds(PackedRegion region, RegionKind kind, long length) =>
        region.Kind == kind && region.Element == RegionElement.Float32 && region.Length == length;

    private static string DisplayText(IReadOnlyList<PackedRegion> regions) => regions.Count == 0
        ? "no weights"
        : $"{regions[0].Kind.ToString().ToLowerInvariant()} of {regions[0].Length} bytes of {regions[0].Element}";

    private static string DisplayText(uint[] checksums) => string.Join(' ', checksums.Select(checksum => checksum.ToString("x8")));

    private static void CheckByteOrder()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("packed weights are for little-endian machines, and this is none; safetensors files are read here too.");
        }
    }
}
