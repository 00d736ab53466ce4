using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>What is in the package.</summary>
public sealed partial class PackageContentTests(PackedFeed feed)
{
    [Fact]
    public void The_package_holds_runtime_generator_targets_and_what_a_gallery_shows()
    {
        using var package = ZipFile.OpenRead(feed.PackagePath);
        string[] expected =
        [
            "LICENSE", "README.md", "icon.png", "schema/network.schema.json",
            "analyzers/dotnet/cs/MobileNetGen.Generator.dll", "analyzers/dotnet/cs/MobileNetGen.CodeFixes.dll", "docs/diagnostics.md",
            "build/MobileNetGen.props", "build/MobileNetGen.targets", "build/MobileNetGen.Models.targets", "tools/net10.0/mobilenetgen.dll",
            "buildTransitive/MobileNetGen.props", "buildTransitive/MobileNetGen.targets",
            "lib/net10.0/MobileNetGen.Runtime.dll", "lib/net10.0/MobileNetGen.Runtime.xml",
        ];
        Assert.Subset(package.Entries.Select(entry => entry.FullName).ToHashSet(), expected.ToHashSet());
        Assert.Single(
            package.Entries,
            entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal) && entry.FullName.EndsWith(".dll", StringComparison.Ordinal));
    }

    /// <summary>Help links of diagnostics lead to these pages, and from them people go on.</summary>
    [Fact]
    public void Links_of_the_packed_pages_lead_to_what_is_in_the_package()
    {
        using var package = ZipFile.OpenRead(feed.PackagePath);
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        var pages = package.Entries.Where(entry => entry.FullName.EndsWith(".md", StringComparison.Ordinal)).ToList();
        Assert.Superset(
            Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(page => "docs/" + Path.GetFileName(page)).ToHashSet(),
            pages.Select(page => page.FullName).ToHashSet());
        var dead = from page in pages
                   from link in Links(page)
                   let target = new Uri(new Uri("package:///" + page.FullName), link).AbsolutePath.TrimStart('/')
                   where !names.Exists(name => name == target || name.StartsWith(target + "/", StringComparison.Ordinal))
                   select $"{page.FullName} leads to {link}";
        Assert.Empty(dead);
        Assert.Contains("../README.md", Links(package.GetEntry("docs/getting-started.md")!));
    }

    [Fact]
    public void The_package_needs_no_other()
    {
        using var package = ZipFile.OpenRead(feed.PackagePath);
        using var text = package.GetEntry("MobileNetGen.nuspec")!.Open();
        Assert.DoesNotContain(XDocument.Load(text).Descendants(), element => element.Name.LocalName == "dependency");
    }

    [Fact]
    public void The_symbols_hold_every_source()
    {
        using var symbols = ZipFile.OpenRead(Path.ChangeExtension(feed.PackagePath, ".snupkg"));
        using var file = symbols.GetEntry("lib/net10.0/MobileNetGen.Runtime.pdb")!.Open();
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        bytes.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(bytes);
        var reader = provider.GetMetadataReader();
        var embedded = new Guid("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
        Assert.NotEmpty(reader.Documents);
        Assert.All(reader.Documents, document => Assert.Contains(
            reader.GetCustomDebugInformation(document),
            handle => reader.GetGuid(reader.GetCustomDebugInformation(handle).Kind) == embedded));
    }

    /// <summary>The same source gives the same bytes.</summary>
    [Theory]
    [InlineData("lib/net10.0/MobileNetGen.Runtime.dll")]
    [InlineData("analyzers/dotnet/cs/MobileNetGen.Generator.dll")]
    [InlineData("analyzers/dotnet/cs/MobileNetGen.CodeFixes.dll")]
    public void Assemblies_are_deterministic(string name)
    {
        using var package = ZipFile.OpenRead(feed.PackagePath);
        using var bytes = new MemoryStream();
        using (var file = package.GetEntry(name)!.Open())
        {
            file.CopyTo(bytes);
        }

        bytes.Position = 0;
        using var assembly = new PEReader(bytes);
        Assert.Contains(assembly.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    private static IEnumerable<string> Links(ZipArchiveEntry page)
    {
        using var reader = new StreamReader(page.Open());
        return [.. Link().Matches(reader.ReadToEnd()).Select(match => match.Groups["path"].Value)];
    }

    [GeneratedRegex(@"\]\((?<path>[^)#:\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
