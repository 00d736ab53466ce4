using System.Text.RegularExpressions;

namespace MobileNetGen.Tool.Tests.MachineCode;

/// <summary>A method as the compiler lists it: <c>Class:Method</c>, and its lines of labels and instructions.</summary>
internal sealed partial record CompiledMethod(string Name, IReadOnlyList<string> Lines)
{
    private const string Start = "; Assembly listing for method ";

    /// <summary>The kernel's class.</summary>
    public string Kernel => Name[..Name.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>Loops that have no loop inside, from their label to the jump back to it.</summary>
    public IEnumerable<IReadOnlyList<string>> InnerLoops
    {
        get
        {
            var loops = Loops().ToList();
            return loops
                .Where(loop => !loops.Any(other => other != loop && other.First >= loop.First && other.Last <= loop.Last))
                .Select(loop => Lines.Skip(loop.First).Take(loop.Last - loop.First + 1).ToList());
        }
    }

    /// <summary>The fully optimised methods of a namespace in a listing.</summary>
    public static IEnumerable<CompiledMethod> Read(IEnumerable<string> listing, string space)
    {
        CompiledMethod? method = null;
        var lines = new List<string>();
        foreach (var line in listing.Append(Start))
        {
            if (!line.StartsWith(Start, StringComparison.Ordinal))
            {
                lines.Add(line.Trim());
                continue;
            }

            if (method is not null)
            {
                yield return method;
            }

            var title = line[Start.Length..];
            lines = [];
            method = title.StartsWith(space + ".", StringComparison.Ordinal) && title.EndsWith("(FullOpts)", StringComparison.Ordinal)
                ? new CompiledMethod(title[(space.Length + 1)..title.IndexOf('(', StringComparison.Ordinal)], lines)
                : null;
        }
    }

    /// <summary>Every pair of a label and a later jump to it.</summary>
    private IEnumerable<(int First, int Last)> Loops()
    {
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var line = 0; line < Lines.Count; line++)
        {
            if (Label().Match(Lines[line]) is { Success: true } label)
            {
                labels[label.Groups[1].Value] = line;
            }
            else if (Jump().Match(Lines[line]) is { Success: true } jump && labels.TryGetValue(jump.Groups[1].Value, out var first))
            {
                yield return (first, line);
            }
        }
    }

    [GeneratedRegex(@"^(G_M\w+):")]
    private static partial Regex Label();

    [GeneratedRegex(@"^j\w+\s+(?:SHORT )?(G_M\w+)")]
    private static partial Regex Jump();
}
