using System.Text;
using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import.Writing;

namespace MobileNetGen.Tool.Import;

/// <param name="Preset">A preset's name, as descriptions have it.</param>
/// <param name="Flavor">Whose network it is, or null for the preset's own choice.</param>
/// <param name="Width">The width multiplier, or null for 1.</param>
/// <param name="Resolution">Rows and columns of the input, or null for the preset's own.</param>
/// <param name="Classes">How many classes, or null for the preset's own.</param>
internal sealed record PresetOptions(string? Preset = null, string? Flavor = null, double? Width = null, int? Resolution = null, int? Classes = null);

/// <summary>
/// Weights without a network: a safetensors file, of which the user says whose preset it belongs to. Names and shapes are checked against it,
/// in PyTorch's or Keras' spelling.
/// </summary>
internal static class PresetImport
{
    /// <exception cref="ToolException">No preset is named, or there is none of that name.</exception>
    /// <exception cref="WeightException">The file's tensors are not the preset's.</exception>
    public static ImportResult Run(string path, ImportOptions options)
    {
        var preset = options.Preset ?? new PresetOptions();
        if (preset.Preset is not { } name)
        {
            throw new ToolException("a safetensors file holds weights and no network; say which one with --preset, as in --preset mobilenet-v2 --flavor torchvision.");
        }

        var description = Description(options.Name ?? Path.GetFileNameWithoutExtension(path), name, preset);
        var tensors = TensorReading.Read(path, CompiledClass.Of(NetworkFile.Parse("the preset", description)).Layout);
        var report = $"# {Path.GetFileName(path)}\n\nsafetensors for the preset {name}.\n\n- {tensors.Tensors.Count} tensors\n";
        return new ImportResult(new WrittenNetwork(description, tensors.Tensors, []), null, report);
    }

    private static string Description(string network, string name, PresetOptions preset)
    {
        var members = new List<string> { Member("name", JsonLine.Text(network)), Member("preset", JsonLine.Text(name)) };
        if (preset.Flavor is { } flavor)
        {
            members.Add(Member("flavor", JsonLine.Text(flavor)));
        }

        foreach (var (key, number) in new[] { ("width", preset.Width), ("resolution", preset.Resolution), ("classes", preset.Classes) })
        {
            if (number is { } value)
            {
                members.Add(Member(key, JsonLine.Number(value)));
            }
        }

        return new StringBuilder("{\n").AppendJoin(",\n", members).Append("\n}\n").ToString();
    }

    private static string Member(string key, string value) => $"  {JsonLine.Text(key)}: {value}";
}
