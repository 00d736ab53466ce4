using MobileNetGen.Generator.Description.Presets;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>A whole network in one line, written out as the layers that a user could have written.</summary>
internal static class Preset
{
    public static readonly Property Key = new("preset", new AcceptedText()) { IsRequired = true };

    /// <summary>The keys of a network that a preset describes.</summary>
    public static readonly EquatableArray<Property> Keys = EquatableArray.Of(
        Properties.Schema, Properties.Name, Key, Properties.Width, Properties.Resolution, Properties.Classes, DescriptionReader.Outputs);

    private static readonly (string Name, Func<PresetOptions, ObjectNode> Write)[] s_presets =
    [
        ("mobilenet-v1", MobileNetV1.Write),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. s_presets.Select(preset => preset.Name)];

    /// <summary>The description that the preset stands for, or null after reporting what is wrong.</summary>
    public static ObjectNode? Expand(NodeReader root)
    {
        root.RejectUnknown($"a network with \"{Key.Name}\"", Keys);
        var options = new PresetOptions(
            root.Get(Properties.Width) ?? 1,
            root.Get(Properties.Resolution) ?? 224,
            root.Get(Properties.Classes) ?? 1000);
        var name = root.Text(Key);
        foreach (var preset in s_presets)
        {
            if (preset.Name == name)
            {
                return Overlay(preset.Write(options), root);
            }
        }

        if (name is not null)
        {
            root.Report(ProblemKind.UnknownPreset, Key.Name, $"there is no preset \"{name}\"; {string.Join(", ", Names.Select(known => $"\"{known}\""))} is accepted.");
        }

        return null;
    }

    /// <summary>What the user wrote beside the preset.</summary>
    private static ObjectNode Overlay(ObjectNode written, NodeReader root)
    {
        var own = new[] { Properties.Name, DescriptionReader.Outputs }
            .Where(root.Has)
            .Select(property => new Member(property.Name, root.Find(property)!));
        return new ObjectNode(own.Concat(written.Members).ToEquatable());
    }
}

/// <param name="Width">The papers' width multiplier, alpha.</param>
/// <param name="Resolution">Input height and width in pixels.</param>
internal sealed record PresetOptions(double Width, int Resolution, int Classes);
