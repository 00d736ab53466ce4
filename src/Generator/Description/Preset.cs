using MobileNetGen.Generator.Description.Presets;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>A whole network in one line, written out as the layers that a user could have written.</summary>
internal static class Preset
{
    public const string Key = "preset";

    private static readonly string[] s_keys = ["$schema", "name", Key, "width", "resolution", "classes", "outputs"];

    private static readonly string[] s_overlaid = ["name", "outputs"];

    private static readonly (string Name, Func<PresetOptions, ObjectNode> Write)[] s_presets =
    [
        ("mobilenet-v1", MobileNetV1.Write),
    ];

    /// <summary>The description that the preset stands for, or null after reporting what is wrong.</summary>
    public static ObjectNode? Expand(NodeReader root)
    {
        root.RejectUnknown($"a network with \"{Key}\"", s_keys);
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
            root.Report(ProblemKind.UnknownPreset, Key, $"there is no preset \"{name}\"; {string.Join(", ", s_presets.Select(preset => $"\"{preset.Name}\""))} is accepted.");
        }

        return null;
    }

    private static ObjectNode Overlay(ObjectNode written, NodeReader root)
    {
        var own = s_overlaid.Where(root.Has).Select(key => new Member(key, root.Find(key)!));
        return new ObjectNode(own.Concat(written.Members).ToEquatable());
    }
}

/// <param name="Width">The papers' width multiplier, alpha.</param>
/// <param name="Resolution">Input height and width in pixels.</param>
internal sealed record PresetOptions(double Width, int Resolution, int Classes);
