using System.Buffers.Binary;
using System.Text;
using MobileNetGen.CompilerServices;

namespace MobileNetGen.Weights;

/// <summary>
/// The first page of a file of packed weights, little-endian; docs/weights.md has its layout. What it does not use is zero, and
/// checksums of the page are at its end.
/// </summary>
/// <param name="Fingerprint">The network's.</param>
/// <param name="WeightsHash">The SHA-256 of the weights' data before they were packed, or null if nobody knows.</param>
/// <param name="Regions">One after the other from the end of the page to the end of the file.</param>
/// <param name="Network">The network's name, for messages.</param>
internal sealed record PackedHeader(ulong Fingerprint, string? WeightsHash, IReadOnlyList<PackedRegion> Regions, string Network)
{
    /// <summary>A page, so that weights of a mapped file start on one.</summary>
    public const int Length = 4096;

    /// <summary>Grows when packed weights, or this page, are laid out in another way.</summary>
    private const uint Version = 3;

    private const int VersionAt = 8;
    private const int LengthAt = 12;
    private const int FingerprintAt = 16;
    private const int HashAt = 24;
    private const int HashLength = 32;
    private const int RegionCountAt = HashAt + HashLength;
    private const int NameLengthAt = RegionCountAt + sizeof(uint);
    private const int RegionsAt = NameLengthAt + sizeof(uint);
    private const int MaxRegions = 64;
    private const int NameAt = RegionsAt + (MaxRegions * PackedRegion.EntryLength);
    private const int OwnChecksumsAt = Length - (StripedChecksum.Stripes * sizeof(uint));
    private const int MaxNameCharacters = 200;

    /// <summary>No safetensors file begins so: as the length of a header it would be far beyond what is allowed.</summary>
    private static ReadOnlySpan<byte> Magic => "MNGPACK\n"u8;

    public static bool Begins(WeightBytes bytes) => bytes.Length >= Magic.Length && bytes.Slice(0, Magic.Length).SequenceEqual(Magic);

    public static PackedHeader Of(NetworkLayout layout, string? weightsHash, params IReadOnlyList<PackedRegion> regions) =>
        new(layout.Fingerprint, weightsHash, regions, layout.Name[..Math.Min(layout.Name.Length, MaxNameCharacters)]);

    public byte[] ToBytes()
    {
        var page = new byte[Length];
        Magic.CopyTo(page);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(VersionAt), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(LengthAt), Length);
        BinaryPrimitives.WriteUInt64LittleEndian(page.AsSpan(FingerprintAt), Fingerprint);
        Convert.FromHexString(WeightsHash ?? "").CopyTo(page.AsSpan(HashAt));
        BinaryPrimitives.WriteInt32LittleEndian(page.AsSpan(RegionCountAt), Regions.Count);
        for (var region = 0; region < Regions.Count; region++)
        {
            Write(Regions[region], page.AsSpan(RegionsAt + (region * PackedRegion.EntryLength)));
        }

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
            throw new WeightException($"{bytes.Name} holds packed weights of version {version} with a header of {length} bytes; version {Version} "
                + $"with {Length} is accepted. Pack the weights again.");
        }

        PackedFile.CheckSame(ReadChecksums(page[OwnChecksumsAt..]), ChecksumsOf(page), "header", bytes.Name);
        var name = page.Slice(NameAt, Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(page[NameLengthAt..]), 0, OwnChecksumsAt - NameAt));
        var hash = page.Slice(HashAt, HashLength);
        var header = new PackedHeader(
            BinaryPrimitives.ReadUInt64LittleEndian(page[FingerprintAt..]),
            hash.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(hash) : null,
            ReadRegions(page),
            new string([.. Encoding.UTF8.GetString(name).Where(character => !char.IsControl(character)).Take(MaxNameCharacters)]));
        header.CheckRegions(bytes);
        return header;
    }

    /// <summary>Regions fill the file from the end of the page without a gap.</summary>
    private void CheckRegions(WeightBytes bytes)
    {
        var end = (long)Length;
        foreach (var region in Regions)
        {
            if (region.Offset != end || region.Length < 0 || region.Length > long.MaxValue - PackedRegion.Alignment - end)
            {
                throw new WeightException(
                    $"{bytes.Name} is no whole file of packed weights: a region of {region.Length} bytes begins at {region.Offset}, where {end} is expected.");
            }

            end = region.End;
        }

        if (bytes.Length != end)
        {
            throw new WeightException($"{bytes.Name} is no whole file of packed weights: it has {bytes.Length} bytes; {end} are expected.");
        }
    }

    private static void Write(PackedRegion region, Span<byte> to)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(to, (uint)region.Kind);
        BinaryPrimitives.WriteUInt32LittleEndian(to[4..], (uint)region.Element);
        BinaryPrimitives.WriteInt64LittleEndian(to[8..], region.Offset);
        BinaryPrimitives.WriteInt64LittleEndian(to[16..], region.Length);
        WriteChecksums(region.Checksums, to[24..]);
    }

    private static List<PackedRegion> ReadRegions(ReadOnlySpan<byte> page)
    {
        var regions = new List<PackedRegion>();
        var count = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(page[RegionCountAt..]), 0, MaxRegions);
        for (var index = 0; index < count; index++)
        {
            var from = page.Slice(RegionsAt + (index * PackedRegion.EntryLength), PackedRegion.EntryLength);
            regions.Add(new PackedRegion(
                (RegionKind)BinaryPrimitives.ReadUInt32LittleEndian(from),
                (RegionElement)BinaryPrimitives.ReadUInt32LittleEndian(from[4..]),
                BinaryPrimitives.ReadInt64LittleEndian(from[8..]),
                BinaryPrimitives.ReadInt64LittleEndian(from[16..]),
                ReadChecksums(from[24..])));
        }

        return regions;
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
