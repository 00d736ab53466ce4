using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using CycloneDX;
using CycloneDX.Json;
using Xunit;

namespace MobileNetGen.Package.Tests.ThirdParty;

/// <summary>
/// Each package says what is in it, and whose that is. With MOBILENETGEN_ACCEPT=1 the lists are written anew: after a library or the version changed.
/// </summary>
public sealed class ThirdPartyTests(PackedFeed feed)
{
    private const string NoticesFile = "THIRD-PARTY-NOTICES.txt";

    public static TheoryData<string, string, bool> Packages => new()
    {
        { "MobileNetGen", "library", true },
        { "MobileNetGen.Tool", "application", true },
        { "MobileNetGen.Imaging", "library", false },
        { "MobileNetGen.AspNetCore", "library", false },
        { "MobileNetGen.Training", "library", false },
        { "MobileNetGen.Quantization", "library", false },
        { "MobileNetGen.Templates", "library", false },
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_bill_of_materials_is_that_of_what_was_restored(string package, string type, bool hasTool)
    {
        var version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
        Same(Path.Combine("packaging", "sbom", package + ".cdx.json"), BillOfMaterials.Write(package, version, type, hasTool ? Component.OfTool() : []));
    }

    [Fact]
    public void The_notices_are_those_of_what_was_restored() => Same(NoticesFile, Notices.Write(Component.OfTool()));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_brings_its_bill_its_notices_and_no_library_beyond_them(string package, string type, bool hasTool)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(feed.Feed, $"{package}.{feed.Version}.nupkg"));
        using var bill = JsonDocument.Parse(archive.GetEntry("sbom.cdx.json")!.Open());
        Assert.Equal(type, bill.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("type").GetString());
        Assert.Equal(hasTool, archive.GetEntry(NoticesFile) is not null);

        // Names of libraries are names of packages, but for the compiler's, what plots, and what writes and compresses tables.
        var known = bill.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()! + ".dll")
            .Concat(["Microsoft.CodeAnalysis.dll", "OxyPlot.dll", "Parquet.dll", "ZstdSharp.dll"]).ToHashSet(StringComparer.Ordinal);
        var foreign = archive.Entries.Select(entry => entry.Name).Where(name => name.EndsWith(".dll", StringComparison.Ordinal))
            .Where(name => !name.StartsWith("MobileNetGen.", StringComparison.Ordinal) && name != "mobilenetgen.dll");
        Assert.All(foreign, name => Assert.Contains(name, known));
    }

    /// <summary>The specification's own schema says so, and says no to what it does not know.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void The_bill_of_materials_keeps_to_its_specification(string package, string type, bool hasTool)
    {
        var bill = Bill(package);
        var judged = Validator.Validate(bill, SpecificationVersion.v1_6);
        Assert.True(judged.Valid, string.Join('\n', judged.Messages));
        foreach (var (right, wrong) in new[] { ($"\"{type}\"", "\"work\""), ("\"MIT\"", "\"MTI\""), ("\"bom-ref\"", "\"reference\"") })
        {
            Assert.False(Validator.Validate(bill.Replace(right, wrong, StringComparison.Ordinal), SpecificationVersion.v1_6).Valid, wrong);
        }

        // What no schema can say: a reference stands for one component, and each one that is named is there.
        using var parsed = JsonDocument.Parse(bill);
        var references = Components(parsed).Append(parsed.RootElement.GetProperty("metadata").GetProperty("component"))
            .Select(component => component.GetProperty("bom-ref").GetString())
            .ToList();
        Assert.Equal(references.Count, references.Distinct().Count());
        var needs = parsed.RootElement.GetProperty("dependencies").EnumerateArray().ToList();
        Assert.Equal(references.Order(StringComparer.Ordinal), needs.Select(need => need.GetProperty("ref").GetString()).Order(StringComparer.Ordinal));
        Assert.All(needs.SelectMany(need => need.GetProperty("dependsOn").EnumerateArray()), other => Assert.Contains(other.GetString(), references));
        Assert.Equal(hasTool, references.Count > 1);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_component_is_in_the_lock_file_by_name_version_and_hash(string package, string type, bool hasTool)
    {
        using var bill = JsonDocument.Parse(Bill(package));
        Assert.Equal(type, bill.RootElement.GetProperty("metadata").GetProperty("component").GetProperty("type").GetString());
        var locked = Locked();
        Assert.Equal(hasTool, Components(bill).Any());
        Assert.All(Components(bill), component =>
        {
            var (version, hash) = locked[component.GetProperty("name").GetString()!];
            Assert.Equal(version, component.GetProperty("version").GetString());
            Assert.Equal($"pkg:nuget/{component.GetProperty("name").GetString()}@{version}", component.GetProperty("purl").GetString());
            Assert.Equal(hash, Assert.Single(component.GetProperty("hashes").EnumerateArray()).GetProperty("content").GetString());
        });
    }

    private static string Bill(string package) => File.ReadAllText(Path.Combine(Repository.Root, "packaging", "sbom", package + ".cdx.json"));

    private static JsonElement.ArrayEnumerator Components(JsonDocument bill) => bill.RootElement.GetProperty("components").EnumerateArray();

    /// <summary>Version and hash of each package that the tool is restored with.</summary>
    private static Dictionary<string, (string Version, string Hash)> Locked()
    {
        using var locks = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Root, "src", "Tool", "packages.lock.json")));
        return locks.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
            .Where(package => package.Value.TryGetProperty("contentHash", out _))
            .ToDictionary(package => package.Name, package => (
                package.Value.GetProperty("resolved").GetString()!,
                Convert.ToHexStringLower(Convert.FromBase64String(package.Value.GetProperty("contentHash").GetString()!))));
    }

    private static void Same(string file, string expected)
    {
        var path = Path.Combine(Repository.Root, file);
        if (Environment.GetEnvironmentVariable("MOBILENETGEN_ACCEPT") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}
