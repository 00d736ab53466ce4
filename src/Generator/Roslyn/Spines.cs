using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>A class that gets members, with the name of its file.</summary>
internal sealed record Spine(CompiledNetwork Network, string HintName);

/// <summary>
/// One file a class: an annotation that stands twice, which the compiler reports, gives the class no second one; and names of files,
/// in which the compiler sees no capitals, are all different.
/// </summary>
internal static class Spines
{
    public static IEnumerable<Spine> Of(IReadOnlyCollection<CompiledNetwork> networks)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var network in networks
            .Where(network => network.Program is not null)
            .GroupBy(network => network.Declaration.FullName, StringComparer.Ordinal)
            .Select(group => group.First())
            .OrderBy(network => network.Declaration.FullName, StringComparer.Ordinal))
        {
            var name = network.Declaration.HintName;
            for (var suffix = 2; !taken.Add(name); suffix++)
            {
                name = $"{network.Declaration.HintName}-{Invariant.Format(suffix)}";
            }

            yield return new Spine(network, name + ".g.cs");
        }
    }
}
