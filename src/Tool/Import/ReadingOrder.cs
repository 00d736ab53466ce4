namespace MobileNetGen.Tool.Import;

/// <summary>Puts what a file lists in any order after what it reads.</summary>
internal static class ReadingOrder
{
    /// <param name="items">What is listed, each under a name of its own.</param>
    /// <param name="name">The name of an item.</param>
    /// <param name="sources">The names that an item reads.</param>
    /// <param name="isKnown">True for names that are there before any item is read.</param>
    /// <param name="shown">What the items are, human-readable.</param>
    /// <exception cref="ToolException">Items read each other, or what is not there.</exception>
    public static IReadOnlyList<T> Of<T>(
        IReadOnlyList<T> items,
        Func<T, string> name,
        Func<T, IEnumerable<string>> sources,
        Func<string, bool> isKnown,
        string shown)
    {
        var missing = new int[items.Count];
        var readers = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var ready = new SortedSet<int>();
        for (var index = 0; index < items.Count; index++)
        {
            foreach (var source in sources(items[index]).Where(source => !isKnown(source)).ToHashSet(StringComparer.Ordinal))
            {
                missing[index]++;
                (readers.TryGetValue(source, out var list) ? list : readers[source] = []).Add(index);
            }

            if (missing[index] == 0)
            {
                ready.Add(index);
            }
        }

        // Of those that are ready, the one that the file lists first.
        var order = new List<T>();
        while (ready.Count > 0)
        {
            var index = ready.Min;
            ready.Remove(index);
            order.Add(items[index]);
            foreach (var reader in readers.GetValueOrDefault(name(items[index])) ?? [])
            {
                if (--missing[reader] == 0)
                {
                    ready.Add(reader);
                }
            }
        }

        return order.Count == items.Count
            ? order
            : throw new ToolException($"the {shown} {string.Join(", ", items.Where((_, index) => missing[index] > 0).Take(5).Select(name))} read each other, "
                + $"or {shown} that are not there.");
    }

    /// <summary>The items that wanted names depend on, in their order; what comes before a given name is not among them.</summary>
    /// <param name="items">What is listed.</param>
    /// <param name="makes">The names that an item makes.</param>
    /// <param name="sources">The names that an item reads.</param>
    /// <param name="wanted">The names that are asked for.</param>
    /// <param name="isGiven">True for names that are there without any item.</param>
    public static IReadOnlyList<T> Needed<T>(
        IReadOnlyList<T> items,
        Func<T, IEnumerable<string>> makes,
        Func<T, IEnumerable<string>> sources,
        IEnumerable<string> wanted,
        Func<string, bool> isGiven)
    {
        var makers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var index = 0; index < items.Count; index++)
        {
            foreach (var name in makes(items[index]))
            {
                makers[name] = index;
            }
        }

        var needed = new SortedSet<int>();
        var open = new Stack<string>(wanted);
        while (open.TryPop(out var name))
        {
            if (!isGiven(name) && makers.TryGetValue(name, out var maker) && needed.Add(maker))
            {
                foreach (var source in sources(items[maker]))
                {
                    open.Push(source);
                }
            }
        }

        return [.. needed.Select(index => items[index])];
    }
}
