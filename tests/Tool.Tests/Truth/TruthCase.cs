using System.Globalization;
using System.Text.RegularExpressions;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Tests.Truth;

/// <summary>A file that another tool saved, an input in the file's own layout and type, and the answers of that tool's engines.</summary>
/// <param name="Folder">The folder below <c>truth</c> or <c>cases</c>.</param>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Model">The file; for TensorFlow.js, the <c>model.json</c> of its folder.</param>
/// <param name="Input">A <c>.npy</c> or <c>.npz</c> file.</param>
/// <param name="Answers">For each engine that was asked: a <c>.npy</c> or <c>.npz</c> file.</param>
internal sealed partial record TruthCase(string Folder, string Name, string Model, string Input, IReadOnlyList<string> Answers)
{
    /// <summary>Where a file has several graphs, answers have the name of the one that was called; this one is the network.</summary>
    private const string Called = "serving_default";

    private static readonly string[] s_weights = [".safetensors", ".pth"];
    private static readonly string[] s_endings = [".onnx", ".tflite", ".keras", ".h5", ".tfjs", .. s_weights];
    private static readonly string[] s_engines = ["out", "expected", "xnnpack", "builtin", "reference", "tfjs", "keras"];

    /// <summary>The folder beside the repository, or null where it is absent.</summary>
    public static string? Shared { get; } = Path.Combine(Repository.Root, "..", "shared") is var folder && Directory.Exists(Path.Combine(folder, "truth"))
        ? folder
        : null;

    public static IReadOnlyList<TruthCase> In(string folder)
    {
        var path = Path.Combine(Shared!, folder);
        return [.. Directory.EnumerateFileSystemEntries(path)
            .Where(entry => s_endings.Contains(Path.GetExtension(entry)))
            .Order(StringComparer.Ordinal)
            .Select(entry => Of(folder, path, entry))
            .OfType<TruthCase>()];
    }

    /// <summary>True for weights of PyTorch without a network, whose input is in PyTorch's order.</summary>
    public bool IsStateDictionary => s_weights.Contains(Path.GetExtension(Model));

    /// <summary>The options that the folder's table has in brackets, as <c>--preset mobilenet-v2 --classes 10</c>; none for other files.</summary>
    public PresetOptions Preset
    {
        get
        {
            var line = File.ReadLines(Path.Combine(Path.GetDirectoryName(Model)!, "results.tsv"))
                .FirstOrDefault(row => row.StartsWith(Name + "\t", StringComparison.Ordinal)) ?? "";
            var options = Option().Matches(line[Math.Max(line.IndexOf("[--", StringComparison.Ordinal), 0)..Math.Max(
                line.IndexOf(']', StringComparison.Ordinal),
                0)]).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
            return new PresetOptions(
                options.GetValueOrDefault("preset"),
                options.GetValueOrDefault("flavor"),
                Number("width"),
                (int?)Number("resolution"),
                (int?)Number("classes"));

            double? Number(string name) => options.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : null;
        }
    }

    public override string ToString() => $"{Folder}/{Name}";

    private static TruthCase? Of(string folder, string path, string entry)
    {
        var name = Path.GetFileNameWithoutExtension(entry);
        var model = Path.GetExtension(entry) == ".tfjs" ? Path.Combine(entry, "model.json") : entry;
        var input = Existing(path, name, "in").FirstOrDefault();
        string[] called = [.. Directory.GetFiles(path, $"{name}.{Called}.*.npy")];
        string[] answers = called.Length > 0 ? called : [.. s_engines.SelectMany(engine => Existing(path, name, engine))];
        return input is not null && answers.Length > 0 ? new TruthCase(folder, name, model, input, answers) : null;
    }

    [GeneratedRegex("--(?<name>preset|flavor|width|resolution|classes) (?<value>[^ \\]]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Option();

    private static IEnumerable<string> Existing(string path, string name, string role) =>
        new[] { ".npy", ".npz" }.Select(ending => Path.Combine(path, $"{name}.{role}{ending}")).Where(File.Exists);
}
