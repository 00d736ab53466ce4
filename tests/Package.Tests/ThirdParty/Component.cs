using System.Text.Json;
using System.Xml.Linq;

namespace MobileNetGen.Package.Tests.ThirdParty;

/// <summary>A library of somebody else that lies in our packages.</summary>
/// <param name="License">Its SPDX identifier.</param>
/// <param name="LicenseText">The text, where the package brings its own; null where the identifier says it.</param>
/// <param name="Sha512">Of the package, in hexadecimal digits.</param>
/// <param name="DependsOn">Names of other components.</param>
internal sealed record Component(
    string Name,
    string Version,
    string Copyright,
    string License,
    string? LicenseText,
    string Sha512,
    IReadOnlyList<string> DependsOn)
{
    /// <summary>Licences that packages give only the address of, and that somebody has read there.</summary>
    private static readonly Dictionary<string, string> s_read = new(StringComparer.Ordinal)
    {
        ["https://github.com/MiloszKrajewski/K4os.Compression.LZ4/blob/master/LICENSE?raw=true"] = "MIT",
    };

    public string Purl => $"pkg:nuget/{Name}@{Version}";

    /// <summary>What the tool was restored with and loads when it runs, by name.</summary>
    public static IReadOnlyList<Component> OfTool()
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "src", "Tool", "obj", "project.assets.json")));
        var root = assets.RootElement;
        var folder = root.GetProperty("packageFolders").EnumerateObject().First().Name;
        var packages = root.GetProperty("targets").GetProperty("net10.0").EnumerateObject().Where(IsLoaded).ToList();
        var names = packages.Select(package => NameOf(package.Name)).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. packages
                .Select(package => Read(folder, root.GetProperty("libraries").GetProperty(package.Name), package, names))
                .OrderBy(component => component.Name, StringComparer.Ordinal),
        ];
    }

    private static bool IsLoaded(JsonProperty package) =>
        package.Value.GetProperty("type").GetString() == "package"
        && package.Value.TryGetProperty("runtime", out var files)
        && files.EnumerateObject().Any(file => file.Name.EndsWith(".dll", StringComparison.Ordinal));

    private static Component Read(string folder, JsonElement library, JsonProperty package, HashSet<string> names)
    {
        var home = Path.Combine(folder, library.GetProperty("path").GetString()!);
        var metadata = XDocument.Load(Directory.GetFiles(home, "*.nuspec").Single()).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
        var license = Of(metadata, "license");
        var text = license?.Attribute("type")!.Value == "file" ? File.ReadAllText(Path.Combine(home, license.Value)).ReplaceLineEndings("\n") : null;
        return new Component(
            NameOf(package.Name),
            package.Name.Split('/')[1],
            (Of(metadata, "copyright") ?? Of(metadata, "authors"))!.Value.Trim(),
            license is null ? s_read[Of(metadata, "licenseUrl")!.Value] : text is null ? license.Value : Identify(text, package.Name),
            text,
            Convert.ToHexStringLower(Convert.FromBase64String(library.GetProperty("sha512").GetString()!)),
            package.Value.TryGetProperty("dependencies", out var needed) ? [.. needed.EnumerateObject().Select(one => one.Name).Where(names.Contains)] : []);
    }

    private static XElement? Of(XElement metadata, string name) => metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name);

    private static string NameOf(string library) => library.Split('/')[0];

    private static string Identify(string text, string package) =>
        text.Contains("Apache License", StringComparison.Ordinal) && text.Contains("Version 2.0", StringComparison.Ordinal)
            ? "Apache-2.0"
            : throw new InvalidOperationException($"{package} has a licence that nobody has looked at.");
}
