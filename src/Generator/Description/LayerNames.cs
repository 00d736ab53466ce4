using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>A layer with the name that others know it by, the names of its repetitions, and what it reads.</summary>
internal sealed record NamedLayer(LayerDescription Description, string Name, EquatableArray<string> NodeNames, EquatableArray<string> Inputs);

/// <summary>Names every layer: as written, or by its kind and a number.</summary>
internal static class LayerNames
{
    public static IReadOnlyList<NamedLayer> Resolve(NetworkDescription description, ProblemList problems)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, path) in description.Inputs.Select(input => (input.Name, input.Path))
            .Concat(description.Layers.Where(layer => layer.Name is not null).Select(layer => (layer.Name!, layer.Path))))
        {
            if (!taken.Add(name))
            {
                problems.Add(new Problem(
                    ProblemKind.DuplicateName,
                    Paths.Child(path, "name"),
                    $"\"{name}\" is the name of two inputs or layers; give each a name of its own."));
            }
        }

        var layers = new List<NamedLayer>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var previous = description.Inputs.Count > 0 ? description.Inputs[0].Name : "";
        foreach (var layer in description.Layers)
        {
            var nodeNames = NodeNames(layer, taken, counts).ToEquatable();
            var name = layer.Name ?? nodeNames[nodeNames.Count - 1];
            layers.Add(new NamedLayer(layer, name, nodeNames, layer.Inputs ?? EquatableArray.Of(previous)));
            previous = name;
        }

        return layers;
    }

    private static IEnumerable<string> NodeNames(LayerDescription layer, HashSet<string> taken, Dictionary<string, int> counts)
    {
        for (var repetition = 1; repetition <= layer.Repeat; repetition++)
        {
            if (layer.Name is not null)
            {
                yield return layer.Repeat == 1 ? layer.Name : $"{layer.Name}_{Invariant.Format(repetition)}";
                continue;
            }

            string name;
            do
            {
                counts[layer.Kind] = counts.TryGetValue(layer.Kind, out var count) ? count + 1 : 1;
                name = $"{layer.Kind}_{Invariant.Format(counts[layer.Kind])}";
            }
            while (!taken.Add(name));

            yield return name;
        }
    }
}
