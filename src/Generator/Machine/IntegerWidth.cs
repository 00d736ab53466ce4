namespace MobileNetGen.Generator.Machine;

/// <summary>A vector width that sums of products of integers are emitted for, and how they are multiplied.</summary>
/// <param name="Suffix">What the names of its methods end with.</param>
/// <param name="Tier">Its vectors.</param>
/// <param name="Vectors">Vectors of outputs in a register tile: they share each broadcast step of a pixel.</param>
/// <param name="MaxPixels">Pixels of a register tile, at most: as many as sums fit the registers beside the weights and a broadcast step.</param>
/// <param name="Columns">Neighbours of a row that a depthwise window's columns serve together, at most.</param>
internal sealed record IntegerWidth(string Suffix, Tier Tier, int Vectors, int MaxPixels, int Columns)
{
    /// <summary>512 bits with an instruction for bytes, which .NET 11 brings.</summary>
    public static readonly IntegerWidth Bytes512 = new("512Bytes", Tier.Vector512, 2, 14, 8);

    /// <summary>256 bits in the 32 registers of 512: .NET 10 has an instruction for bytes for these, whose sums have to be in 16 of the registers.</summary>
    public static readonly IntegerWidth Halves512 = new("512Halves", Tier.Vector256, 4, 4, 8);

    /// <summary>512 bits with pairs of shorts: these and two products take registers, too.</summary>
    public static readonly IntegerWidth Pairs512 = new("512", Tier.Vector512, 2, 10, 8);

    /// <summary>256 bits with an instruction for bytes.</summary>
    public static readonly IntegerWidth Bytes256 = new("256Bytes", Tier.Vector256, 2, 6, 8);

    /// <summary>256 bits with pairs of shorts.</summary>
    public static readonly IntegerWidth Pairs256 = new("256", Tier.Vector256, 2, 4, 4);

    public static readonly IntegerWidth Vector128 = new("128", Tier.Vector128, 2, 6, 4);

    public static readonly IntegerWidth Scalar = new("Scalar", Tier.Scalar, 1, 1, 1);

    /// <summary>Widest first.</summary>
    public static readonly IReadOnlyList<IntegerWidth> All = [Bytes512, Halves512, Pairs512, Bytes256, Pairs256, Vector128, Scalar];

    /// <summary>Outputs of a register tile.</summary>
    public int Outputs => Vectors * Tier.Lanes;

    /// <summary>Those of a tier, of which the CPU takes the first that it can; the last is what all CPUs of the tier can.</summary>
    public static IReadOnlyList<IntegerWidth> Of(Tier tier) => tier == Tier.Vector512 ? [Bytes512, Halves512, Pairs512]
        : [.. All.Where(width => width.Tier == tier && width != Halves512)];
}
