using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>
/// Layers that no output depends on. They are not emitted, so that a weights file that has their tensors would be refused
/// without the reason being seen anywhere.
/// </summary>
internal static class UnusedLayers
{
    public static ProblemList Find(NetworkDescription description, IReadOnlyList<NamedLayer> layers)
    {
        var warnings = new ProblemList();
        var used = Used(description, layers);
        foreach (var dropped in layers.Where(layer => !used.Contains(layer.Name)).GroupBy(layer => layer.Description.Path, StringComparer.Ordinal))
        {
            List<string> names = [.. dropped.Select(layer => layer.Name)];
            var (them, their) = names.Count == 1 ? ("it", "its") : ("them", "their");
            warnings.Add(new Problem(
                ProblemKind.UnusedLayer,
                dropped.Key,
                $"{DisplayText(names)} dropped, because no output depends on {them}, and a weights file must not have {their} tensors; "
                    + "a layer that another layer or an output reads is kept."));
        }

        return warnings;
    }

    /// <summary>A preset's layers share a place, and the message says where they begin and end.</summary>
    private static string DisplayText(List<string> names) => names.Count == 1
        ? $"\"{names[0]}\" is"
        : $"{Invariant.Format(names.Count)} layers, \"{names[0]}\" to \"{names[names.Count - 1]}\", are";

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
