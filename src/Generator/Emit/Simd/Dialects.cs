using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Machine;

namespace MobileNetGen.Generator.Emit.Simd;

/// <summary>One dialect a tier, widest first, and how a run of channels splits into vectors of falling width.</summary>
internal static class Dialects
{
    public static readonly IReadOnlyList<Dialect> All = Of(Float32.Instance);

    public static IReadOnlyList<Dialect> Of(Arithmetic arithmetic) =>
        [.. Tiers(arithmetic).Select(tier => tier == Tier.Scalar ? (Dialect)new ScalarDialect(arithmetic) : new VectorDialect(tier, arithmetic))];

    /// <summary>Bytes are moved and compared one by one.</summary>
    private static IReadOnlyList<Tier> Tiers(Arithmetic arithmetic) => arithmetic == Bytes.Instance ? [Tier.Scalar] : Tier.All;

    public static Dialect For(Tier tier) => All.First(dialect => dialect.Tier == tier);

    /// <summary>
    /// Vectors that cover <paramref name="length"/> lanes exactly, none wider than <paramref name="widest"/>:
    /// 24 lanes at 512 bits are one vector of 16 and one of 8.
    /// </summary>
    public static IReadOnlyList<Piece> Split(Dialect widest, int length)
    {
        var pieces = new List<Piece>();
        var offset = 0;
        foreach (var dialect in widest.AndNarrower)
        {
            for (; length - offset >= dialect.Lanes; offset += dialect.Lanes)
            {
                pieces.Add(new Piece(dialect, offset));
            }
        }

        return pieces;
    }
}

/// <summary>A vector at a lane offset.</summary>
internal sealed record Piece(Dialect Dialect, int Offset);
