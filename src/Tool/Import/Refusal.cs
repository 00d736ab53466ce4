namespace MobileNetGen.Tool.Import;

/// <summary>What cannot be expressed.</summary>
/// <param name="Problem">A sentence, or the part of one after a node.</param>
/// <param name="Kind">The node's operator; empty where no node is to blame.</param>
/// <param name="Name">The node's name.</param>
internal sealed record Refusal(string Problem, string Kind = "", string Name = "")
{
    private const int MaxNames = 3;
    private const int MaxSentences = 12;

    public static IReadOnlyList<string> Sentences(IReadOnlyList<Refusal> refusals)
    {
        var groups = refusals.GroupBy(refusal => (refusal.Kind, refusal.Problem))
            .Select(group => Sentence(group.Key.Kind, group.Key.Problem, [.. group.Select(refusal => refusal.Name)]))
            .ToList();
        return groups.Count <= MaxSentences ? groups : [.. groups.Take(MaxSentences), $"and {groups.Count - MaxSentences} more of the kind"];
    }

    private static string Sentence(string kind, string problem, IReadOnlyList<string> names)
    {
        if (kind.Length == 0)
        {
            return problem;
        }

        var shown = string.Join(", ", names.Take(MaxNames)) + (names.Count > MaxNames ? $" and {names.Count - MaxNames} more" : "");
        return problem.StartsWith("is ", StringComparison.Ordinal) ? $"{kind} ({shown}) {problem}" : $"{kind} ({shown}): {problem}";
    }
}
