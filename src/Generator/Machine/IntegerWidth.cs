namespace MobileNetGen.Generator.Machine;

/// <summary>A vector width that sums of products of integers are emitted for.</summary>
/// <param name="Suffix">What the names of its methods end with.</param>
/// <param name="Tier">Its vectors.</param>
/// <param name="Vectors">Vectors of outputs in a register tile: they share each broadcast step of a pixel.</param>
/// <param name="MaxPixels">Pixels of a register tile, at most: as many as sums fit the registers beside the weights and a broadcast step.</param>
/// <param name="Columns">Neighbours of a row that a depthwise window's columns serve together.</param>
internal sealed record IntegerWidth(string Suffix, Tier Tier, int Vectors, int MaxPixels, int Columns)
{
    public static readonly IntegerWidth Whole512 = new("512", Tier.Vector512, 2, 13, 4);

    /// <summary>256 bits in the 32 registers of 512: these have an instruction for bytes where .NET has none for 512 bits.</summary>
    public static readonly IntegerWidth Halves512 = new("512Halves", Tier.Vector256, 4, 6, 4);

    public static readonly IntegerWidth Vector256 = new("256", Tier.Vector256, 2, 6, 2);

    public static readonly IntegerWidth Vector128 = new("128", Tier.Vector128, 2, 6, 2);

    public static readonly IntegerWidth Scalar = new("Scalar", Tier.Scalar, 1, 1, 1);

    /// <summary>Widest first.</summary>
    public static readonly IReadOnlyList<IntegerWidth> All = [Whole512, Halves512, Vector256, Vector128, Scalar];

    /// <summary>Outputs of a register tile.</summary>
    public int Outputs => Vectors * Tier.Lanes;

    /// <summary>Those of a tier: 512 bits have two, and the CPU decides.</summary>
    public static IReadOnlyList<IntegerWidth> Of(Tier tier) => tier == Tier.Vector512 ? [Whole512, Halves512]
        : [All.First(width => width.Tier == tier && width != Halves512)];
}
