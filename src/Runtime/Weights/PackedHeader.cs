using System.Buffers.Binary;
using System.Text;
using MobileNetGen.Execution;

namespace MobileNetGen.Weights;

/// <summary>
/// The first page of a file of packed weights, little-endian: magic, version, length of the page, the network's fingerprint,
/// number of the weights' floats and of the sample's behind them, checksums of both together, the network's name for messages,
/// zeros, and a checksum of all that.
/// </summary>
internal sealed record PackedHeader(ulong Fingerprint, long Floats, uint SampleFloats, uint[] Checksums, string Network)
{
    /// <summary>Bytes in front of the floats: a page, so that floats of a mapped file start on one.</summary>
    public const int Length = 4096;

    /// <summary>Grows when packed floats, or this page, are laid out in another way.</summary>
    private const uint Version = 2;

    private const int VersionAt = 8;
    private const int LengthAt = 12;
    private const int FingerprintAt = 16;
    private const int FloatsAt = 24;
    private const int SampleFloatsAt = 32;
    private const int ChecksumsAt = SampleFloatsAt + sizeof(uint);
    private const int NameLengthAt = ChecksumsAt + (StripedChecksum.Stripes * sizeof(uint));
    private const int NameAt = NameLengthAt + sizeof(uint);
    private const int OwnChecksumsAt = Length - (StripedChecksum.Stripes * sizeof(uint));
    private const int MostNameCharacters = 200;

    /// <summary>No safetensors file begins so: as the length of a header it would be far beyond what is allowed.</summary>
    private static ReadOnlySpan<byte> Magic => "MNGPACK\n"u8;

    public static bool Begins(WeightBytes bytes) => bytes.Length >= Magic.Length && bytes.Slice(0, Magic.Length).SequenceEqual(Magic);

    public static PackedHeader Of(NetworkLayout layout, int sampleFloats, uint[] checksums) =>
        new(layout.Fingerprint, layout.WeightsLength, (uint)sampleFloats, checksums, layout.Name[..Math.Min(layout.Name.Length, MostNameCharacters)]);

    public byte[] ToBytes()
    {
        var page = new byte[Length];
        Magic.CopyTo(page);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(VersionAt), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(LengthAt), Length);
        BinaryPrimitives.WriteUInt64LittleEndian(page.AsSpan(FingerprintAt), Fingerprint);
        BinaryPrimitives.WriteInt64LittleEndian(page.AsSpan(FloatsAt), Floats);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(SampleFloatsAt), SampleFloats);
        WriteChecksums(Checksums, page.AsSpan(ChecksumsAt));
        BinaryPrimitives.WriteInt32LittleEndian(page.AsSpan(NameLengthAt), Encoding.UTF8.GetBytes(Network, page.AsSpan(NameAt)));
        WriteChecksums(ChecksumsOf(page), page.AsSpan(OwnChecksumsAt));
        return page;
    }

    /// <param name="bytes">A file that <see cref="Begins"/> as one of packed weights.</param>
    /// <exception cref="WeightException">The file is of another version, cut short, or damaged.</exception>
    public static PackedHeader Read(WeightBytes bytes)
    {
        if (bytes.Length < Length)
        {
            throw new WeightException($"{bytes.Name} is no whole file of packed weights: it has {bytes.Length} bytes; the header alone has {Length}.");
        }

        var page = bytes.Slice(0, Length);
        var (version, length) = (BinaryPrimitives.ReadUInt32LittleEndian(page[VersionAt..]), BinaryPrimitives.ReadUInt32LittleEndian(page[LengthAt..]));
        if (version != Version || length != Length)
        {
            throw new WeightException($"{bytes.Name} holds packed weights of version {version} with a header of {length} bytes; version {Version} with {Length} is accepted. Pack the weights again.");
        }

        PackedFile.CheckSame(ReadChecksums(page[OwnChecksumsAt..]), ChecksumsOf(page), "header", bytes.Name);
        var name = page.Slice(NameAt, Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(page[NameLengthAt..]), 0, OwnChecksumsAt - NameAt));
        return new PackedHeader(
            BinaryPrimitives.ReadUInt64LittleEndian(page[FingerprintAt..]),
            BinaryPrimitives.ReadInt64LittleEndian(page[FloatsAt..]),
            BinaryPrimitives.ReadUInt32LittleEndian(page[SampleFloatsAt..]),
            ReadChecksums(page[ChecksumsAt..]),
            new string([.. Encoding.UTF8.GetString(name).Where(character => !char.IsControl(character)).Take(MostNameCharacters)]));
    }

    private static unsafe uint[] ChecksumsOf(ReadOnlySpan<byte> page)
    {
        fixed (byte* start = page)
        {
            return StripedChecksum.Of(start, OwnChecksumsAt);
        }
    }

    private static void WriteChecksums(uint[] checksums, Span<byte> to)
    {
        for (var stripe = 0; stripe < checksums.Length; stripe++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(to[(stripe * sizeof(uint))..], checksums[stripe]);
        }
    }

    private static uint[] ReadChecksums(ReadOnlySpan<byte> from)
    {
        var checksums = new uint[StripedChecksum.Stripes];
        for (var stripe = 0; stripe < checksums.Length; stripe++)
        {
            checksums[stripe] = BinaryPrimitives.ReadUInt32LittleEndian(from[(stripe * sizeof(uint))..]);
        }

        return checksums;
    }
}
