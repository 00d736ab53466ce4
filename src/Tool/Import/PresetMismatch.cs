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
    private const int MostShown = 3;

    /// <param name="tensors">The file's tensors, under the names that a preset would give them.</param>
    /// <param name="layout">What was expected.</param>
    /// <param name="preset">What the user said.</param>
    /// <returns>The cause, or null where none of the preset's tensors is missing or has another shape.</returns>
    public static string? Of(IReadOnlyList<TensorEntry> tensors, NetworkLayout layout, PresetOptions preset)
    {
        var naming = TensorNaming.All.MinBy(candidate => Compare(tensors, layout, candidate).Missing.Count)!;
        var (missing, misshapen) = Compare(tensors, layout, naming);
        if (missing.Count + misshapen.Count == 0)
        {
            return null;
        }

        var known = PresetCatalog.All.Where(network => network.Name == preset.Preset && network.Flavor == (preset.Flavor ?? network.Flavor)).Take(1).ToList();
        if (Suggestion([.. tensors.Select(tensor => tensor.Name)], known) is { } other)
        {
            return $"its names are those of {other}";
        }

        var end = layout.Weights[^1];
        if (missing.Count == 0 && misshapen.Count > 0 && misshapen.TrueForAll(pair => pair.Slot.Base == end.Name))
        {
            return $"its classifier {misshapen[^1].Entry.Name} is {misshapen[^1].Entry.ShownShape}, where {Shown(naming, misshapen[^1].Slot)} is expected: give --classes";
        }

        if (misshapen.Count > 0)
        {
            return $"{misshapen[0].Entry.Name} is {misshapen[0].Entry.ShownShape}, where {Shown(naming, misshapen[0].Slot)} is expected, as are {misshapen.Count - 1} more: give the --width, and --classes, with which the network was built";
        }

        var names = string.Join(", ", missing.Take(MostShown).Select(naming.NameOf)) + (missing.Count > MostShown ? $" and {missing.Count - MostShown} more" : "");
        return $"it lacks {names}: the weights of a whole network are accepted; those of features alone load into a description with {{ \"preset\": \"{preset.Preset}\", \"includeTop\": false }}";
    }

    /// <summary>The presets whose layers the names are, unless they are among those that are known already; or null.</summary>
    public static string? Suggestion(IReadOnlyList<string> names, IReadOnlyList<PresetNetwork> known)
    {
        var layers = names.Select(Layer).ToHashSet(StringComparer.Ordinal);
        var fitting = PresetCatalog.All.Select(network => (Network: network, Layers: Layers(network))).Where(pair => pair.Layers.Count > 0 && pair.Layers.IsSubsetOf(layers)).ToList();
        var found = fitting.Where(pair => pair.Layers.Count == fitting.Max(other => other.Layers.Count)).Select(pair => pair.Network).ToList();
        return found.Count == 0 || found.Intersect(known).Any() ? null : string.Join(" or ", found.Select(network => $"--preset {network.Name} --flavor {network.Flavor}"));
    }

    private static (List<TensorSlot> Missing, List<(TensorSlot Slot, TensorEntry Entry)> Misshapen) Compare(IReadOnlyList<TensorEntry> tensors, NetworkLayout layout, TensorNaming naming)
    {
        var byName = tensors.GroupBy(tensor => naming.Normalise(tensor.Name)).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var slots = layout.Weights.SelectMany(layer => layer.Slots).Select(slot => (Slot: slot, Entry: naming.NamesOf(slot).Select(name => byName.GetValueOrDefault(name)).FirstOrDefault(entry => entry is not null))).ToList();
        return ([.. slots.Where(pair => pair.Entry is null).Select(pair => pair.Slot)], [.. slots.Where(pair => pair.Entry is not null && !naming.Accepts(pair.Slot, pair.Entry.Shape)).Select(pair => (pair.Slot, pair.Entry!))]);
    }

    private static string Shown(TensorNaming naming, TensorSlot slot) => $"[{string.Join(", ", naming.ShapeOf(slot))}]";

    private static HashSet<string> Layers(PresetNetwork network)
    {
        var text = $$"""{ "preset": "{{network.Name}}", "flavor": "{{network.Flavor}}" }""";
        var graph = JsonParser.Parse(text).Then(root => NetworkCompiler.Graph(root, NetworkFile.ClassName)).Value;
        return graph is null ? [] : [.. graph.Graph.Nodes.Where(node => node.Operation is Convolution or Depthwise or Dense or Generator.Ops.BatchNorm).Select(node => node.Name)];
    }

    /// <summary>Without the tensor's own name: <c>conv1.weight</c>, <c>conv1/kernel:0</c>.</summary>
    private static string Layer(string name) => name.LastIndexOfAny(['.', '/']) is > 0 and var end ? name[..end] : name;
}
