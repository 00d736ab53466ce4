using System.Buffers.Binary;
using System.Numerics;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>Puts the checksums of a changed packed file right, so that the change meets what is after them.</summary>
internal static class PackedSeal
{
    private const int PageLength = 4096;
    private const int Stripes = 4;
    private const int RegionCountAt = 56;
    private const int RegionsAt = 64;
    private const int RegionLength = 48;
    private const int MaxRegions = 64;
    private const int Alignment = 64;
    private const int OwnChecksumsAt = PageLength - (Stripes * sizeof(uint));

    public static byte[] Seal(byte[] file)
    {
        if (file.Length < PageLength)
        {
            return file;
        }

        var sealedFile = file.ToArray();
        var regions = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(RegionCountAt)), 0, MaxRegions);
        for (var region = 0; region < regions; region++)
        {
            var entry = sealedFile.AsSpan(RegionsAt + (region * RegionLength), RegionLength);
            var (offset, length) = (BinaryPrimitives.ReadInt64LittleEndian(entry[8..]), BinaryPrimitives.ReadInt64LittleEndian(entry[16..]));
            if (offset >= 0 && length >= 0 && offset <= file.Length && length <= file.Length - offset)
            {
                var end = Math.Min(file.Length, (offset + length + Alignment - 1) / Alignment * Alignment);
                Write(file.AsSpan((int)offset, (int)(end - offset)), entry[24..]);
            }
        }

        Write(sealedFile.AsSpan(0, OwnChecksumsAt), sealedFile.AsSpan(OwnChecksumsAt));
        return sealedFile;
    }

    /// <summary>A CRC-32C of each fourth, in whole words, and what does not divide in the last one.</summary>
    private static void Write(ReadOnlySpan<byte> bytes, Span<byte> checksums)
    {
        var stripe = bytes.Length / sizeof(ulong) / Stripes * sizeof(ulong);
        for (var index = 0; index < Stripes; index++)
        {
            var part = index < Stripes - 1 ? bytes.Slice(index * stripe, stripe) : bytes[(index * stripe)..];
            var remainder = uint.MaxValue;
            foreach (var value in part)
            {
                remainder = BitOperations.Crc32C(remainder, value);
            }

            BinaryPrimitives.WriteUInt32LittleEndian(checksums[(index * sizeof(uint))..], ~remainder);
        }
    }
}
