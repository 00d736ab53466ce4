using MobileNetGen.Generator.Description.Presets;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>A whole network in one line, written out as the input and the layers that a user could have written.</summary>
internal static class Preset
{
    public static readonly Property Key = new("preset", new AcceptedText()) { IsRequired = true };

    /// <summary>The keys of a network that begins with a preset.</summary>
    public static readonly EquatableArray<Property> Keys = EquatableArray.Of(
    [
        Properties.Schema, Properties.Name, Properties.Weights, Properties.Precision, Properties.Arithmetic, Key, .. PresetKeys.All,
        DescriptionReader.Defaults, DescriptionReader.FurtherLayers, DescriptionReader.Outputs,
    ]);

    public static IReadOnlyList<string> Names { get; } = [.. PresetCatalog.All.Select(preset => preset.Name).Distinct()];

    /// <summary>An object with <c>input</c> and <c>layers</c>, or null after reporting what is wrong.</summary>
    public static ObjectNode? Expand(NodeReader root)
    {
        root.RejectUnknown($"a network with \"{Key.Name}\"", Keys);
        var preset = Find(root);
        var includeTop = root.Value(PresetKeys.IncludeTop);
        var options = new PresetOptions(
            root.Value(Properties.Width),
            root.Value(PresetKeys.Resolution),
            includeTop,
            root.Value(PresetKeys.Classes),
            root.Get(PresetKeys.Activation),
            root.Value(PresetKeys.Pooling),
            root.Get(PresetKeys.IncludePreprocessing) ?? preset?.RescalesPixels ?? false);
        RejectWithoutEffect(root, preset, includeTop);
        return preset?.Write(options);
    }

    private static PresetNetwork? Find(NodeReader root)
    {
        if (root.Text(Key) is not { } name)
        {
            return null;
        }

        var flavors = PresetCatalog.All.Where(preset => preset.Name == name).ToList();
        if (flavors.Count == 0)
        {
            root.Report(
                ProblemKind.UnknownPreset,
                root.PathOf(Key),
                $"there is no preset \"{name}\"; {Quoted(Names)} are accepted." + Suggestion.After(name, Names));
            return null;
        }

        if (!root.Has(PresetKeys.Flavor) || root.Text(PresetKeys.Flavor) is not { } flavor)
        {
            return flavors[0];
        }

        var preset = flavors.Find(candidate => candidate.Flavor == flavor);
        if (preset is null)
        {
            root.Report(
                ProblemKind.UnknownPreset,
                root.PathOf(PresetKeys.Flavor),
                $"\"{name}\" has no flavor \"{flavor}\"; {Quoted(flavors.Select(candidate => candidate.Flavor))} "
                    + $"{(flavors.Count == 1 ? "is" : "are")} accepted. All presets: {string.Join(", ", PresetCatalog.All.Select(DisplayText))}.");
        }

        return preset;
    }

    private static void RejectWithoutEffect(NodeReader root, PresetNetwork? preset, bool includeTop)
    {
        foreach (var property in includeTop ? [PresetKeys.Pooling] : new Property[] { PresetKeys.Classes, PresetKeys.Activation })
        {
            Reject(property, $"only where \"{PresetKeys.IncludeTop.Name}\" is {(includeTop ? "false" : "true")}");
        }

        if (preset is { RescalesPixels: false })
        {
            Reject(
                PresetKeys.IncludePreprocessing,
                $"only for {string.Join(", ", PresetCatalog.All.Where(other => other.RescalesPixels).Select(DisplayText))}");
        }

        void Reject(Property property, string condition)
        {
            if (root.Has(property))
            {
                root.Report(ProblemKind.InvalidValue, root.PathOf(property), $"\"{property.Name}\" has no effect here: it is accepted {condition}.");
            }
        }
    }

    private static string DisplayText(PresetNetwork preset) => $"{preset.Name} ({preset.Flavor})";

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
}
