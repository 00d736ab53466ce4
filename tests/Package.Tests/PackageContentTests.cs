using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>What is in the package.</summary>
public sealed class PackageContentTests(PackedFeed feed)
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
        Assert.Single(package.Entries, entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal) && entry.FullName.EndsWith(".dll", StringComparison.Ordinal));
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
}
