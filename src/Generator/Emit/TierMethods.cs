using System.Text.RegularExpressions;
using MobileNetGen.Generator.Emit.Simd;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit;

/// <summary>
/// The methods of a kernel, which each tier has written for itself. Generic ones that read the same in several tiers, with all that they call,
/// are one method; where a name has several texts, each is called after the widest of its tiers.
/// </summary>
internal sealed class TierMethods
{
    private static readonly Regex s_declaration = new(@"static void (\w+)(?:<T>)?\(", RegexOptions.CultureInvariant);

    private static readonly Regex s_call = new(@"\b(\w+)(?:<(T|float|Vector\d+<float>)>)?\(", RegexOptions.CultureInvariant);

    /// <summary>What a tier begins with, where it is generic; else the tier follows.</summary>
    private const string RunName = "Run";

    private readonly IReadOnlyList<Dialect> _dialects;
    private readonly Dictionary<(Tier Tier, string Name), string> _texts = [];
    private readonly List<(Tier Tier, string Name)> _order = [];
    private readonly Dictionary<(Tier Tier, string Name), int> _identities = [];
    private readonly Dictionary<string, int> _distinct = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Name, int Identity), string> _names = [];

    /// <param name="tiers">Each tier's dialect and methods, widest first, one after the other and not indented.</param>
    public TierMethods(IReadOnlyList<(Dialect Dialect, string Text)> tiers)
    {
        _dialects = [.. tiers.Select(tier => tier.Dialect)];
        foreach (var (dialect, text) in tiers)
        {
            foreach (var method in Split(text))
            {
                var key = (dialect.Tier, s_declaration.Match(method).Groups[1].Value);
                _texts.Add(key, method);
                _order.Add(key);
            }
        }

        foreach (var same in _order.GroupBy(key => key.Name))
        {
            var identities = same.Select(Identity).Distinct().ToList();
            // The widest tier of those that share a text comes last, and gives it its name.
            foreach (var key in same.Reverse())
            {
                _names[(key.Name, Identity(key))] = identities.Count == 1 ? key.Name : $"{key.Name}_{key.Tier.Name}";
            }
        }
    }

    /// <summary>What a tier's <c>Run</c> is called.</summary>
    public string Run(Dialect dialect) => RootOf(dialect) is { Name: RunName } root ? $"{NameOf(root)}<{dialect.Type}>" : RootOf(dialect).Name;

    /// <summary>
    /// The methods that some tiers need: their own, and what those call. A wide tier calls narrower methods for what is left of a panel, so that
    /// a tier which a project leaves out may not take all of its methods along.
    /// </summary>
    public string Text(IEnumerable<Dialect> dialects)
    {
        var needed = new HashSet<(Tier, string)>();
        var open = new Stack<(Tier Tier, string Name)>(dialects.Select(RootOf));
        while (open.Count > 0)
        {
            var key = open.Pop();
            if (needed.Add(key))
            {
                foreach (Match call in s_call.Matches(_texts[key]))
                {
                    if (Called(key.Tier, call) is { } called)
                    {
                        open.Push(called);
                    }
                }
            }
        }

        var written = new HashSet<string>(StringComparer.Ordinal);
        return string.Concat(_order.Where(key => needed.Contains(key) && written.Add(NameOf(key))).Select(Renamed));
    }

    /// <summary>The method that a tier begins with: a generic one, or one with the tier in its name.</summary>
    private (Tier Tier, string Name) RootOf(Dialect dialect) =>
        (dialect.Tier, _texts.ContainsKey((dialect.Tier, RunName)) ? RunName : RunName + dialect.Tier.Name);

    private string NameOf((Tier Tier, string Name) key) => _names[(key.Name, Identity(key))];

    /// <summary>The method's text with the names that all it calls, and it itself, are written under.</summary>
    private string Renamed((Tier Tier, string Name) key) => s_call.Replace(_texts[key], call =>
        Called(key.Tier, call) is { } called ? NameOf(called) + call.Value.Substring(call.Groups[1].Length) : call.Value);

    /// <summary>A number that methods have in common whose text is the same and calls the same.</summary>
    private int Identity((Tier Tier, string Name) key)
    {
        if (!_identities.TryGetValue(key, out var identity))
        {
            var text = s_call.Replace(_texts[key], call => Called(key.Tier, call) is { } called && called != key
                ? Invariant.Format(Identity(called)) + call.Value.Substring(call.Groups[1].Length)
                : call.Value);
            if (!_distinct.TryGetValue(text, out identity))
            {
                identity = _distinct.Count;
                _distinct.Add(text, identity);
            }

            _identities.Add(key, identity);
        }

        return identity;
    }

    /// <summary>The method that a tier's method calls: its own, or that of the type argument's tier; null if it is none of the kernel's.</summary>
    private (Tier Tier, string Name)? Called(Tier tier, Match call)
    {
        var (name, type) = (call.Groups[1].Value, call.Groups[2].Value);
        var narrower = _dialects.FirstOrDefault(dialect => dialect.Type == type);
        return narrower is not null && _texts.ContainsKey((narrower.Tier, name)) ? (narrower.Tier, name)
            : _texts.ContainsKey((tier, name)) ? (tier, name)
            : null;
    }

    /// <summary>A method ends with the brace that is not indented.</summary>
    private static IEnumerable<string> Split(string text)
    {
        const string end = "\n}\n";
        for (var start = 0; start < text.Length;)
        {
            var next = text.IndexOf(end, start, StringComparison.Ordinal) + end.Length;
            yield return text.Substring(start, next - start);
            start = next;
        }
    }
}
