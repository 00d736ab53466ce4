using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
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

        // Names of libraries are names of packages, but for the compiler's.
        var known = bill.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()! + ".dll")
            .Append("Microsoft.CodeAnalysis.dll").ToHashSet(StringComparer.Ordinal);
        var foreign = archive.Entries.Select(entry => entry.Name).Where(name => name.EndsWith(".dll", StringComparison.Ordinal))
            .Where(name => !name.StartsWith("MobileNetGen.", StringComparison.Ordinal) && name != "mobilenetgen.dll");
        Assert.All(foreign, name => Assert.Contains(name, known));
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
