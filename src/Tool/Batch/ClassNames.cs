using System.Globalization;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Tool.Batch;

/// <summary>A network's classes by number and by name.</summary>
internal sealed class ClassNames
{
    private const int Ambiguous = -1;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
    private readonly string[]? _names;

    /// <param name="count">How many classes there are.</param>
    /// <param name="names">A name for each, or null.</param>
    public ClassNames(int count, string[]? names)
    {
        (Count, _names) = (count, names?.Length == count ? names : null);
        for (var index = 0; _names is not null && index < count; index++)
        {
            foreach (var name in new[] { _names[index], FirstSynonym(_names[index]) }.Distinct(StringComparer.OrdinalIgnoreCase))
            {
                _numbers[name] = _numbers.ContainsKey(name) ? Ambiguous : index;
            }
        }
    }

    public int Count { get; }

    /// <summary>The names, a line each; empty without names.</summary>
    public string Text => string.Join('\n', _names ?? []);

    /// <summary>What names a class, human-readable.</summary>
    public string Accepted => $"A {(_names is null ? "" : "label that one class has, or a ")}number from 0 to {Invariant.Format(Count - 1)}";

    /// <summary>A class's name, or null.</summary>
    public string? Label(int index) => _names?[index];

    /// <summary>A class's name, or its number where it has none.</summary>
    public string DisplayText(int index) => Label(index) is { Length: > 0 } name ? name : Invariant.Format(index);

    /// <summary>The class that has a name, the first of its synonyms, or a number; null if there is none, or several.</summary>
    public int? Find(string text) => _numbers.TryGetValue(text, out var found) ? found == Ambiguous ? null : found
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < Count ? number
        : null;

    private static string FirstSynonym(string name) => name.Split(',')[0].Trim();
}
