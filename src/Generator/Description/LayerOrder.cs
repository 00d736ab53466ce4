using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>Puts layers in an order in which each follows what it reads, and otherwise in the order they were written.</summary>
internal static class LayerOrder
{
    public static IReadOnlyList<NamedLayer> Sort(NetworkDescription description, IReadOnlyList<NamedLayer> layers, List<Problem> problems)
    {
        var byName = layers.ToDictionary(layer => layer.Name, StringComparer.Ordinal);
        var ready = new HashSet<string>(description.Inputs.Select(input => input.Name), StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            ReportDangling(layer, byName, ready, problems);
        }

        var order = new List<NamedLayer>();
        var waiting = problems.Count == 0 ? layers.ToList() : [];
        while (waiting.Count > 0)
        {
            var next = waiting.Find(layer => layer.Inputs.All(ready.Contains));
            if (next is null)
            {
                ReportCycle(waiting, byName, problems);
                break;
            }

            waiting.Remove(next);
            ready.Add(next.Name);
            order.Add(next);
        }

        return order;
    }

    private static void ReportDangling(NamedLayer layer, Dictionary<string, NamedLayer> byName, HashSet<string> inputs, List<Problem> problems)
    {
        for (var index = 0; index < layer.Inputs.Count; index++)
        {
            var name = layer.Inputs[index];
            if (!inputs.Contains(name) && !byName.ContainsKey(name))
            {
                var path = Paths.Item(Paths.Child(layer.Description.Path, "inputs"), index);
                problems.Add(new Problem(ProblemKind.DanglingInput, path, $"there is no input or layer \"{name}\"; {string.Join(", ", inputs.Concat(byName.Keys))} are accepted."));
            }
        }
    }

    /// <summary>Follows inputs that wait until a layer comes round again: from there on, the walk is a cycle.</summary>
    private static void ReportCycle(List<NamedLayer> waiting, Dictionary<string, NamedLayer> byName, List<Problem> problems)
    {
        var walk = new List<NamedLayer>();
        var layer = waiting[0];
        while (!walk.Contains(layer))
        {
            walk.Add(layer);
            layer = byName[layer.Inputs.First(name => waiting.Exists(other => other.Name == name))];
        }

        var cycle = walk.Skip(walk.IndexOf(layer)).Select(member => member.Name).Reverse().ToList();
        problems.Add(new Problem(ProblemKind.CyclicInput, Paths.Child(layer.Description.Path, "inputs"), $"the layers {string.Join(" → ", cycle)} → {cycle[0]} read each other in a circle; inputs must not come round again."));
    }
}
