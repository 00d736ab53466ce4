using System.IO.Compression;
using System.Xml.Linq;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>The package of quantizing brings assemblies of its own, and the program of its page runs outside the repository.</summary>
public sealed class QuantizationPackageTests(PackedFeed feed)
{
    private const string Package = "MobileNetGen.Quantization";

    [Fact]
    public void The_program_of_its_page_quantizes_a_preset()
    {
        var project = feed.Program("Quantizing", Package, Program());
        var said = PackedFeed.Dotnet(project, "run", "-c", "Release");
        Assert.Matches(@"the same class first: \d of 5\nlogits: [\d.]+ dB; worst layer: \w+, [\d.]+ dB\n", said);
        Assert.Contains("\"precision\": \"int8\"", File.ReadAllText(Path.Combine(project, "network.json")), StringComparison.Ordinal);
        Assert.InRange(new FileInfo(Path.Combine(project, "weights.safetensors")).Length, 400_000, 600_000);
    }

    [Fact]
    public void Programs_are_compiled_against_its_own_assembly_alone_and_run_with_the_runtime_of_its_version()
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Feed, $"{Package}.{feed.Version}.nupkg"));
        Assert.Equal(["MobileNetGen.Quantization.dll", "MobileNetGen.Quantization.xml"], Files("ref/net10.0/"));
        Assert.Equal(
            ["MobileNetGen.Generator.dll", "MobileNetGen.Networks.dll", "MobileNetGen.Quantization.dll", "MobileNetGen.Quantization.xml"],
            Files("lib/net10.0/"));
        using var text = package.GetEntry(Package + ".nuspec")!.Open();
        Assert.Equal(
            [("Microsoft.CodeAnalysis.CSharp", "4.14.0"), ("MobileNetGen", $"[{feed.Version}]")],
            XDocument.Load(text).Descendants()
                .Where(element => element.Name.LocalName == "dependency" && (string)element.Attribute("id")! != "Microsoft.CodeAnalysis.Analyzers")
                .Select(element => ((string)element.Attribute("id")!, (string)element.Attribute("version")!))
                .Order());

        IEnumerable<string> Files(string folder) => package.Entries.Where(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal))
            .Select(entry => entry.Name).Order(StringComparer.Ordinal);
    }

    private static string Program()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "packaging", "quantization", "README.md"));
        return page.Split("```csharp\n")[1].Split("```\n")[0];
    }
}
