namespace MobileNetGen.Tool.Learning;

/// <summary>
/// Which images are held out. Of each label the files with the least hashes are, so that neither names nor order decide; a file that is there several times,
/// under one label or under several, stands on one side.
/// </summary>
internal static class Split
{
    /// <param name="examples">The images, with their hashes.</param>
    /// <param name="share">How much of each label is held out, one image of two or more at least; 0 for none.</param>
    /// <param name="isByLabel">False where each image has a label of its own, so that the share is that of all.</param>
    /// <returns>For each example whether it is held out.</returns>
    public static bool[] HeldOut(IReadOnlyList<Example> examples, double share, bool isByLabel)
    {
        var sides = new Dictionary<string, bool>(StringComparer.Ordinal);
        var groups = examples.GroupBy(example => isByLabel ? example.Label : "", StringComparer.Ordinal);
        foreach (var label in groups.OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var hashes = label.Select(example => example.Hash).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            var wanted = share == 0 || hashes.Count == 1 ? 0 : Math.Clamp((int)Math.Round(share * hashes.Count), 1, hashes.Count - 1);
            foreach (var hash in hashes)
            {
                if (sides.TryGetValue(hash, out var known))
                {
                    wanted -= known ? 1 : 0;
                }
            }

            foreach (var hash in hashes.Where(hash => !sides.ContainsKey(hash)).ToList())
            {
                sides.Add(hash, wanted-- > 0);
            }
        }

        return [.. examples.Select(example => sides[example.Hash])];
    }
}
