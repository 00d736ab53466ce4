using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>Puts layers in an order in which each follows what it reads, and otherwise in the order they were written.</summary>
internal static class LayerOrder
{
    private const int MaxDisplayed = 20;

    public static IReadOnlyList<NamedLayer> Sort(NetworkDescription description, IReadOnlyList<NamedLayer> layers, ProblemList problems)
    {
        var byName = layers.ToDictionary(layer => layer.Name, StringComparer.Ordinal);
        var inputs = new HashSet<string>(description.Inputs.Select(input => input.Name), StringComparer.Ordinal);
        var known = Visible.List([.. inputs, .. byName.Keys]);
        foreach (var layer in layers)
        {
            ReportDangling(layer, name => inputs.Contains(name) || byName.ContainsKey(name), known, problems);
        }

        return problems.Count == 0 ? Order(layers, inputs, byName, problems) : [];
    }

    /// <summary>Of the layers whose inputs are all there, the first comes next.</summary>
    private static List<NamedLayer> Order(IReadOnlyList<NamedLayer> layers, HashSet<string> inputs, Dictionary<string, NamedLayer> byName, ProblemList problems)
    {
        int[] missing = [.. layers.Select(layer => layer.Inputs.Count(name => !inputs.Contains(name)))];
        var readers = layers
            .SelectMany((layer, index) => layer.Inputs.Select(name => (name, index)))
            .ToLookup(read => read.name, read => read.index, StringComparer.Ordinal);
        var ready = new SortedSet<int>(Enumerable.Range(0, layers.Count).Where(index => missing[index] == 0));
        var order = new List<NamedLayer>();
        while (ready.Count > 0)
        {
            var next = ready.Min;
            ready.Remove(next);
            order.Add(layers[next]);
            foreach (var reader in readers[layers[next].Name])
            {
                missing[reader]--;
                if (missing[reader] == 0)
                {
                    ready.Add(reader);
                }
            }
        }

        if (order.Count < layers.Count)
        {
            ReportCycle([.. layers.Where((_, index) => missing[index] > 0)], byName, problems);
        }

        return order;
    }

    private static void ReportDangling(NamedLayer layer, Func<string, bool> isKnown, string known, ProblemList problems)
    {
        for (var index = 0; index < layer.Inputs.Count; index++)
        {
            var name = layer.Inputs[index];
            if (!isKnown(name))
            {
                var path = Paths.Item(Paths.Child(layer.Description.Path, "inputs"), index);
                problems.Add(new Problem(ProblemKind.DanglingInput, path, $"there is no input or layer \"{name}\"; {known} are accepted."));
            }
        }
    }

    /// <summary>Follows inputs that wait until a layer comes round again: from there on, the walk is a cycle.</summary>
    private static void ReportCycle(List<NamedLayer> waiting, Dictionary<string, NamedLayer> byName, ProblemList problems)
    {
        var names = new HashSet<string>(waiting.Select(layer => layer.Name), StringComparer.Ordinal);
        var (walk, places) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var layer = waiting[0];
        while (!places.ContainsKey(layer.Name))
        {
            places.Add(layer.Name, walk.Count);
            walk.Add(layer.Name);
            layer = byName[layer.Inputs.First(names.Contains)];
        }

        List<string> cycle = [.. walk.Skip(places[layer.Name]).Reverse()];
        problems.Add(new Problem(
            ProblemKind.CyclicInput,
            Paths.Child(layer.Description.Path, "inputs"),
            $"the layers {DisplayText(cycle)} → {cycle[0]} read each other in a circle; inputs must not come round again."));
    }

    private static string DisplayText(List<string> cycle) =>
        string.Join(" → ", cycle.Take(MaxDisplayed)) + (cycle.Count > MaxDisplayed ? $" → {Invariant.Grouped(cycle.Count - MaxDisplayed)} more" : "");
}
