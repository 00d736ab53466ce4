using MobileNetGen.CompilerServices;
using MobileNetGen.Generator;
using MobileNetGen.Generator.Description.Presets;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Import;

/// <summary>Why the tensors of a file are not those of a preset: one cause for all that do not fit, and the option that would mend it.</summary>
internal static class PresetMismatch
{
    private const int MaxDisplayed = 3;

    /// <param name="tensors">The file's tensors, under the names that a preset would give them.</param>
    /// <param name="layout">What was expected.</param>
    /// <param name="preset">What the user said.</param>
    /// <returns>The cause, or null where none of the preset's tensors is missing or has another shape, and no other preset has all that is there.</returns>
    public static string? Of(IReadOnlyList<TensorEntry> tensors, NetworkLayout layout, PresetOptions preset)
    {
        var naming = TensorNaming.All.MinBy(candidate => Compare(tensors, layout, candidate).Missing.Count)!;
        var (missing, misshapen) = Compare(tensors, layout, naming);
        var known = PresetCatalog.All.Where(network => network.Name == preset.Preset && network.Flavor == (preset.Flavor ?? network.Flavor)).Take(1).ToList();
        if (!known.Exists(network => network.IsRenamed) && Suggestion([.. tensors.Select(tensor => tensor.Name)], known) is { } other)
        {
            return $"its names are those of {other}";
        }

        if (missing.Count + misshapen.Count == 0)
        {
            return null;
        }

        var end = layout.Weights[^1];
        if (missing.Count == 0 && misshapen.Count > 0 && misshapen.TrueForAll(pair => pair.Slot.Base == end.Name))
        {
            var (slot, entry) = misshapen[^1];
            return $"its classifier {entry.Name} is {entry.DisplayShape}, where {DisplayText(naming, slot)} is expected: give --classes";
        }

        if (misshapen.Count > 0)
        {
            var (slot, entry) = misshapen[0];
            return $"{entry.Name} is {entry.DisplayShape}, where {DisplayText(naming, slot)} is expected, as are {misshapen.Count - 1} more: give the --width, "
                + "and --classes, with which the network was built";
        }

        var names = string.Join(", ", missing.Take(MaxDisplayed).Select(naming.NameOf)) + (missing.Count > MaxDisplayed
            ? $" and {missing.Count - MaxDisplayed} more"
            : "");
        return $"it lacks {names}: the weights of a whole network are accepted; "
            + $"those of features alone load into a description with {{ \"preset\": \"{preset.Preset}\", \"includeTop\": false }}";
    }

    /// <summary>The presets whose layers the names are, unless they are among those that are known already; or null.</summary>
    public static string? Suggestion(IReadOnlyList<string> names, IReadOnlyList<PresetNetwork> known)
    {
        var found = Fitting(names);
        return found.Count == 0 || found.Intersect(known).Any() ? null : string.Join(" or ", found.Select(DisplayText));
    }

    /// <summary>What other flavors of a preset have the same names and other answers; or null.</summary>
    public static string? SameNames(IReadOnlyList<string> names, PresetOptions preset)
    {
        var found = Fitting(names).Where(network => network.Name == preset.Preset).ToList();
        var others = found.Where(network => network.Flavor != preset.Flavor).ToList();
        return others.Count == 0 || others.Count == found.Count ? null : string.Join(" and ", others.Select(DisplayText));
    }

    /// <summary>Presets all of whose layers have weights among the names, with as many biases; the largest of them.</summary>
    private static List<PresetNetwork> Fitting(IReadOnlyList<string> names)
    {
        var layers = names.Select(Layer).ToHashSet(StringComparer.Ordinal);
        var biased = names.Where(IsBias).Select(Layer).ToHashSet(StringComparer.Ordinal);
        var fitting = PresetCatalog.All.Where(network => !network.IsRenamed).Select(network => (Network: network, Layers: Layers(network)))
            .Where(pair => pair.Layers.Count > 0 && pair.Layers.All(layer => layers.Contains(layer.Key) && (!layer.Value || biased.Contains(layer.Key))))
                .ToList();
        var largest = fitting.Where(pair => pair.Layers.Count == fitting.Max(other => other.Layers.Count)).ToList();
        return [.. largest.Where(pair => Biases(pair.Layers) == largest.Max(other => Biases(other.Layers))).Select(pair => pair.Network)];

        static int Biases(Dictionary<string, bool> layers) => layers.Count(layer => layer.Value);
    }

    private static (
        List<TensorSlot> Missing,
        List<(TensorSlot Slot, TensorEntry Entry)> Misshapen) Compare(IReadOnlyList<TensorEntry> tensors, NetworkLayout layout, TensorNaming naming)
    {
        var byName = tensors.GroupBy(tensor => naming.Normalise(tensor.Name)).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var slots = layout.Weights.SelectMany(layer => layer.Slots)
            .Select(slot => (Slot: slot, Entry: naming.NamesOf(slot).Select(name => byName.GetValueOrDefault(name)).FirstOrDefault(entry => entry is not null)))
            .ToList();
        return (
            [.. slots.Where(pair => pair.Entry is null).Select(pair => pair.Slot)],
            [.. slots.Where(pair => pair.Entry is not null && !naming.Accepts(pair.Slot, pair.Entry.Shape)).Select(pair => (pair.Slot, pair.Entry!))]);
    }

    private static string DisplayText(TensorNaming naming, TensorSlot slot) => $"[{string.Join(", ", naming.ShapeOf(slot))}]";

    private static string DisplayText(PresetNetwork network) =>
        $"--preset {network.Name} --flavor {network.Flavor}{(network.Variant.Length > 0 ? $" ({network.Variant})" : "")}";

    /// <summary>Names of the layers that have weights, and whether they have biases.</summary>
    private static Dictionary<string, bool> Layers(PresetNetwork network)
    {
        var text = $$"""{ "preset": "{{network.Name}}", "flavor": "{{network.Flavor}}" }""";
        var graph = JsonParser.Parse(text).Then(root => NetworkCompiler.Graph(root, NetworkFile.ClassName)).Value;
        return graph is null ? [] : graph.Graph.Nodes
            .Where(node => node.Operation is Convolution or Depthwise or Dense or Generator.Ops.BatchNorm)
            .ToDictionary(node => node.Name, node => node.Operation is Convolution { Bias: true } or Dense { Bias: true }, StringComparer.Ordinal);
    }

    /// <summary>Without the tensor's own name: <c>conv1.weight</c>, <c>conv1/kernel:0</c>.</summary>
    private static string Layer(string name) => name.LastIndexOfAny(['.', '/']) is > 0 and var end ? name[..end] : name;

    private static bool IsBias(string name) => name.EndsWith(".bias", StringComparison.Ordinal) || name.Contains("/bias", StringComparison.Ordinal);
}
