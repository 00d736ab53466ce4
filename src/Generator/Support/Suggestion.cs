namespace MobileNetGen.Generator.Support;

/// <summary>The name that was probably meant by one that is not known.</summary>
internal static class Suggestion
{
    /// <summary>A long text is no slip of the hand, and would take long to compare.</summary>
    private const int MaxLength = 64;

    private const int MinStart = 3;

    /// <summary>A sentence that asks whether a name was meant, to be put after one that lists those that are known; empty where none is near.</summary>
    public static string After(string found, IEnumerable<string> known) => Of(found, known) is { } meant ? $" Did you mean \"{meant}\"?" : "";

    /// <summary>
    /// The nearest of the names: of a third of its letters, at most, a name may lack some, have others, or have them change places. Else the longest one
    /// that it begins with: <c>conv</c> for <c>conv2d</c>.
    /// </summary>
    public static string? Of(string found, IEnumerable<string> known)
    {
        if (found.Length is 0 or > MaxLength)
        {
            return null;
        }

        var (best, least) = ((string?)null, int.MaxValue);
        foreach (var name in known)
        {
            var distance = Distance(found.ToLowerInvariant(), name.ToLowerInvariant());
            if (distance < least && distance <= Math.Max(1, name.Length / 3) && distance < name.Length)
            {
                (best, least) = (name, distance);
            }
        }

        return best ?? known.Where(name => name.Length >= MinStart && found.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(name => name.Length).FirstOrDefault();
    }

    /// <summary>
    /// Letters to insert, to leave out, to change, or to swap with the next one: the optimal string alignment distance. Damerau, "A technique for
    /// computer detection and correction of spelling errors", 1964.
    /// </summary>
    private static int Distance(string left, string right)
    {
        var distances = new int[left.Length + 1, right.Length + 1];
        for (var row = 0; row <= left.Length; row++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                distances[row, column] = row == 0 || column == 0 ? row + column : Math.Min(
                    Math.Min(distances[row - 1, column], distances[row, column - 1]) + 1,
                    distances[row - 1, column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1));
                if (row > 1 && column > 1 && left[row - 1] == right[column - 2] && left[row - 2] == right[column - 1])
                {
                    distances[row, column] = Math.Min(distances[row, column], distances[row - 2, column - 2] + 1);
                }
            }
        }

        return distances[left.Length, right.Length];
    }
}
