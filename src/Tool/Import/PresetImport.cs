using System.Text;
using MobileNetGen.CompilerServices;
using MobileNetGen.Networks.Writing;
using MobileNetGen.Tool.Export;
using MobileNetGen.Tool.Formats.PyTorch;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Import;

/// <param name="Preset">A preset's name, as descriptions have it.</param>
/// <param name="Flavor">Whose network it is, or null for the preset's own choice.</param>
/// <param name="Width">The width multiplier, or null for 1.</param>
/// <param name="Resolution">Rows and columns of the input, or null for the preset's own.</param>
/// <param name="Classes">How many classes, or null for the preset's own.</param>
internal sealed record PresetOptions(string? Preset = null, string? Flavor = null, double? Width = null, int? Resolution = null, int? Classes = null);

/// <summary>
/// Weights without a network: a safetensors file or a state dictionary of PyTorch, of which the user says whose preset it belongs to. Names and
/// shapes are checked against it, in PyTorch's, Keras', timm's or Hugging Face's spelling.
/// </summary>
internal static class PresetImport
{
    private const string Safetensors = ".safetensors";

    private static readonly string[] s_torch = [".pth", ".pt", ".bin", ".ckpt", ".pt2"];

    /// <summary>Endings of files that hold weights and no network.</summary>
    public static IEnumerable<string> Endings => s_torch.Prepend(Safetensors);

    /// <summary>True for the endings of files that hold weights and no network.</summary>
    public static bool Reads(string ending) => Endings.Contains(ending);

    /// <summary>True for the endings of what torch.save writes.</summary>
    public static bool IsTorch(string ending) => s_torch.Contains(ending);

    /// <exception cref="ToolException">No preset is named, or there is none of that name.</exception>
    /// <exception cref="WeightException">The file's tensors are not the preset's.</exception>
    public static ImportResult Run(string path, bool isTorch, ImportOptions options)
    {
        var preset = options.Preset ?? new PresetOptions();
        var notes = new List<string>();
        var file = InputFile.Bytes(path, Limits.MaxFileBytes);
        var state = isTorch ? TorchFile.Read(file, notes) : [];
        if (preset.Preset is not { } name)
        {
            throw new ToolException($"a {(isTorch ? "state dictionary" : "safetensors file")} holds weights and no network; "
                + $"say which one with {Way([.. isTorch ? state.Select(tensor => tensor.Name) : SafetensorsNames.Of(file)])}.");
        }

        var (names, flavor) = StateNames.Of(isTorch ? [.. state.Select(tensor => tensor.Name)] : SafetensorsNames.Of(file), name, preset.Flavor, notes);
        preset = preset with { Flavor = flavor };
        List<string> members = [.. Members(options.Name ?? Path.GetFileNameWithoutExtension(path), name, preset)];
        var network = NetworkFile.Parse("the preset", Description(members));
        var layout = CompiledClass.Of(network).Layout;
        var renamed = isTorch ? Written(state, names) : names.All(pair => pair.Key == pair.Value) ? file : SafetensorsNames.Renamed(file, names);
        var tensors = Read(renamed, path, layout, preset);
        WeightCheck.Require(tensors.Tensors);
        if (PresetMismatch.SameNames([.. tensors.Tensors.Select(tensor => tensor.Name)], preset) is { } others)
        {
            notes.Add($"the same names, and other answers, have {others}: the flavor decides");
        }

        members.Insert(1, Member("weights", JsonLine.Text(SafetensorsWriter.HashOf(tensors.Tensors))));
        var lines = string.Concat(notes.Prepend($"{tensors.Tensors.Count} tensors").Select(note => $"- {note}\n"));
        var report = $"# {Path.GetFileName(path)}\n\n{(isTorch ? "A state dictionary" : "safetensors")} for the preset {name}.\n\n{lines}";
        return new ImportResult(new WrittenNetwork(Description(members), tensors.Tensors, []), null, report) { Outputs = LabelCount.Outputs(network.Shaped) };
    }

    /// <summary>The description of a preset without weights.</summary>
    public static string Describe(string preset, PresetOptions options) => Description([.. Members(preset, preset, options)]);

    private static byte[] Written(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> names)
    {
        using var file = new MemoryStream();
        SafetensorsWriter.Write(file, [.. tensors.Select(tensor => new NamedTensor(names[tensor.Name], tensor.Shape, tensor.Values))]);
        return file.ToArray();
    }

    /// <exception cref="ToolException">Tensors are missing, or have other shapes: the one cause of it.</exception>
    private static TensorSet Read(byte[] file, string path, NetworkLayout layout, PresetOptions preset)
    {
        var tensors = SafetensorsHeader.Read(ByteSources.Pin(file, Path.GetFileName(path))).Tensors;
        return PresetMismatch.Of(tensors, layout, preset) is { } cause
            ? throw new ToolException("the file does not hold the weights of the preset "
                + $"{preset.Preset}{(preset.Flavor is { } flavor ? $", flavor {flavor}" : "")}: {cause}.")
            : TensorReading.Read(ByteSources.Pin(file, Path.GetFileName(path)), layout);
    }

    /// <summary>What the names are of, or an example.</summary>
    private static string Way(IReadOnlyList<string> names) =>
        PresetMismatch.Suggestion([.. names.Select(name => name[StateNames.Prefix(names).Length..])], []) is { } found
        ? $"--preset; its names are those of {found}"
        : "--preset, as in --preset mobilenet-v2 --flavor torchvision";

    private static string Description(List<string> members) => new StringBuilder("{\n").AppendJoin(",\n", members).Append("\n}\n").ToString();

    private static IEnumerable<string> Members(string network, string name, PresetOptions preset)
    {
        yield return Member("name", JsonLine.Text(network));
        yield return Member("preset", JsonLine.Text(name));
        if (preset.Flavor is { } flavor)
        {
            yield return Member("flavor", JsonLine.Text(flavor));
        }

        foreach (var (key, number) in new[] { ("width", preset.Width), ("resolution", preset.Resolution), ("classes", preset.Classes) })
        {
            if (number is { } value)
            {
                yield return Member(key, JsonLine.Number(value));
            }
        }
    }

    private static string Member(string key, string value) => $"  {JsonLine.Text(key)}: {value}";
}
