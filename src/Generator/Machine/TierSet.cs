using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Machine;

/// <summary>The tiers that a project's networks have code for, widest first: all, unless the project names some in <c>MobileNetGenTiers</c>.</summary>
internal sealed record TierSet(EquatableArray<Tier> Tiers)
{
    public static readonly TierSet All = new(Tier.All.ToEquatable());

    private static readonly char[] s_separators = [';', ',', ' ', '\t', '\r', '\n'];

    public bool IsAll => Tiers.Count == Tier.All.Count;

    public bool Has(Tier tier) => Tiers.Contains(tier);

    /// <param name="text">What the project says; an empty text if it says nothing.</param>
    public static Result<TierSet> Read(string text)
    {
        if (text.Length == 0)
        {
            return Result<TierSet>.Success(All);
        }

        var names = text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries);
        var named = Tier.All.Where(tier => names.Contains(tier.Name, StringComparer.OrdinalIgnoreCase)).ToEquatable();
        return named.Count > 0 && names.All(name => named.Any(tier => tier.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            ? Result<TierSet>.Success(new TierSet(named))
            : Result<TierSet>.Failure(new Problem(
                ProblemKind.UnknownTier,
                "",
                $"MobileNetGenTiers is \"{text}\"; one or several of scalar, 128, 256 and 512 are accepted, separated by semicolons."));
    }
}
