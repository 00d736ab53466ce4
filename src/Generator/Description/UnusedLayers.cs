using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>
/// Layers that no output depends on. They are not emitted, so that a weights file that has their tensors would be refused
/// without the reason being seen anywhere.
/// </summary>
internal static class UnusedLayers
{
    public static IEnumerable<Problem> Find(NetworkDescription description, IReadOnlyList<NamedLayer> layers)
    {
        var used = Used(description, layers);
        return layers.Where(layer => !used.Contains(layer.Name)).Select(layer => new Problem(
            ProblemKind.UnusedLayer,
            layer.Description.Path,
            $"\"{layer.Name}\" is dropped, because no output depends on it, and a weights file must not have its tensors; a layer that another layer or an output reads is kept."));
    }

    private static HashSet<string> Used(NetworkDescription description, IReadOnlyList<NamedLayer> layers)
    {
        var inputs = layers.ToDictionary(layer => layer.Name, layer => layer.Inputs, StringComparer.Ordinal);
        var waiting = new Stack<string>(description.Outputs.Count == 0
            ? [layers[layers.Count - 1].Name]
            : description.Outputs.Select(output => output.Layer));
        var used = new HashSet<string>(StringComparer.Ordinal);
        while (waiting.Count > 0)
        {
            var name = waiting.Pop();
            if (used.Add(name) && inputs.TryGetValue(name, out var read))
            {
                foreach (var input in read)
                {
                    waiting.Push(input);
                }
            }
        }

        return used;
    }
}
