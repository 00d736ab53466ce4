namespace MobileNetGen.Weights;

/// <summary>What a region of a packed file holds. Numbers that a reader does not know are of no use to it, and no error.</summary>
internal enum RegionKind : uint
{
    /// <summary>Weights as the kernels read them.</summary>
    Weights = 1,

    /// <summary>All inputs, then all outputs that the network made of them.</summary>
    Sample = 2,
}

/// <summary>The type of a region's elements, by the numbers of the format; those that nothing writes yet are in its description.</summary>
internal enum RegionElement : uint
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32 = 1,
}

/// <summary>A run of elements of one type in a packed file.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Element">The type of its elements.</param>
/// <param name="Offset">Where it starts in the file, in bytes.</param>
/// <param name="Length">Its bytes, without the zeros that follow to the next multiple of <see cref="Alignment"/>.</param>
/// <param name="Checksums">Checksums of its bytes and of those zeros.</param>
internal sealed record PackedRegion(RegionKind Kind, RegionElement Element, long Offset, long Length, uint[] Checksums)
{
    /// <summary>Where regions start: a cache line, and the widest vector.</summary>
    public const int Alignment = 64;

    /// <summary>The bytes of one entry in the header: kind, element, offset, length, checksums, and eight zeros.</summary>
    public const int EntryLength = 48;

    /// <summary>Where the next region starts, or the file ends.</summary>
    public long End => Align(Offset + Length);

    public static long Align(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;

    public unsafe uint[] ChecksumsIn(byte* file) => StripedChecksum.Of(file + Offset, End - Offset);
}
