using MobileNetGen.Generator.Support;

namespace MobileNetGen.Networks.Writing;

/// <summary>Names of blocks out of those of their layers: what <c>block_1_expand</c> and <c>block_1_project</c> begin with, where nothing else does.</summary>
internal static class BlockNames
{
    private const int MinLength = 3;

    /// <param name="blocks">The blocks in order.</param>
    /// <param name="names">The readable name of each layer.</param>
    /// <param name="taken">Names of inputs.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Block> blocks, Func<LayerDraft, string> names, IEnumerable<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.Ordinal);
        used.UnionWith(blocks.Where(block => block.Kind is null).Select(block => names(block.Parts[0].Draft)));
        var counts = blocks.SelectMany(block => block.Parts).Select(part => names(part.Draft)).ToList();
        var number = 0;
        return [.. blocks.Select(block => block.Kind is null ? names(block.Parts[0].Draft) : Block(block))];

        string Block(Block block)
        {
            number++;
            string[] own = [.. block.Parts.Select(part => names(part.Draft))];
            var start = CommonStart(own);
            if (start.Length >= MinLength
                && counts.Count(name => name.StartsWith(start, StringComparison.Ordinal)) == own.Length
                && used.Add(start.TrimEnd('_', '.', '-')))
            {
                return start.TrimEnd('_', '.', '-');
            }

            var fallback = $"block_{Invariant.Format(number)}";
            while (!used.Add(fallback))
            {
                fallback += "_";
            }

            return fallback;
        }
    }

    /// <summary>What all names begin with, to the last separator.</summary>
    private static string CommonStart(string[] names)
    {
        var length = 0;
        while (names.All(name => name.Length > length && name[length] == names[0][length]))
        {
            length++;
        }

        return names[0][..(names[0][..length].LastIndexOfAny(['_', '.', '-']) + 1)];
    }
}
