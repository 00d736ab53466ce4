using System.Text;
using MobileNetGen.Docs.Tests.Schema;
using MobileNetGen.Docs.Tests.Writing;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Description.Presets;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Docs.Tests.Reference;

/// <summary>The tables of the description's reference, from the lists that the reader asks.</summary>
internal static class ReferenceWriter
{
    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("## A network\n\n");
        Table(text, DescriptionReader.Keys, typeof(object), _ => null);
        Objects(text, DescriptionReader.Keys, "###");
        text.Append("## A network by a preset\n\nPresets, with their flavours; the first flavour of a name is the one that counts where none is written: ")
            .Append(string.Join(", ", PresetCatalog.All.Select(preset => $"`{preset.Name}` ({preset.Flavor})")))
            .Append(".\n\n");
        Table(text, Preset.Keys, typeof(NetworkPresetAttribute), _ => null);
        text.Append("## Layers\n\nEvery layer has these keys, and those of its kind.\n\n");
        Table(text, DescriptionReader.LayerKeys, typeof(LayerAttribute), _ => null);
        foreach (var kind in LayerKinds.All)
        {
            text.Append("### `").Append(kind.Name).Append("`\n\n").Append(kind.Summary).Append("\n\n");
            Table(text, kind.Properties, typeof(LayerAttribute), key => KeyDefaults.Of(kind, key));
        }

        return text.ToString();
    }

    private static void Objects(StringBuilder text, IEnumerable<Property> keys, string heading)
    {
        foreach (var key in keys.Where(key => key.Name != InputReader.Inputs.Name))
        {
            var inner = key.Accepted is AcceptedList list ? list.Item : key.Accepted;
            if (inner is AcceptedObject members)
            {
                text.Append(heading).Append(" `").Append(key.Name).Append("`\n\n");
                Table(text, members.Keys, SchemaWriter.AttributeOf(key.Name), _ => null);
                Objects(text, members.Keys, heading);
            }
        }
    }

    private static void Table(StringBuilder text, EquatableArray<Property> keys, Type attribute, Func<Property, string?> fallback)
    {
        if (keys.Count == 0)
        {
            text.Append("No keys of its own.\n\n");
            return;
        }

        var hasFallback = keys.Any(key => fallback(key) is not null);
        text.Append(hasFallback ? "| key | accepts | without it | meaning |\n|---|---|---|---|\n" : "| key | accepts | meaning |\n|---|---|---|\n");
        foreach (var key in keys)
        {
            text.Append("| `").Append(key.Name).Append("` | ").Append(key.Accepted.Sentence.Replace("|", "\\|", StringComparison.Ordinal));
            if (hasFallback)
            {
                text.Append(" | ").Append(key.IsRequired ? "required" : fallback(key) is { } value ? $"`{value}`" : "");
            }
            else if (key.IsRequired)
            {
                text.Append("; required");
            }

            text.Append(" | ").Append(Meanings.Of(attribute, key.Name)).Append(" |\n");
        }

        text.Append('\n');
    }
}
