using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>
/// Who builds the same sources elsewhere gets the same files in the packages, byte by byte: so they can be compared with those that are published.
/// Only the times in the archives differ.
/// </summary>
public sealed class ReproducibilityTests : IDisposable
{
    private const string PackCommand = "dotnet pack -c Release packaging -o packages";

    private static readonly string[] s_packed = ["Tool", "Runtime", "Imaging", "Training", "Quantization", "AspNetCore", "Templates"];
    private static readonly string[] s_sources = ["src", "packaging", "docs", "schema", "examples", "deploy", "templates"];

    private readonly TemporaryFolder _folder = new();

    [Fact(Explicit = true)]
    public async Task Two_builds_in_two_folders_pack_the_same_files()
    {
        var builds = await Task.WhenAll(Task.Run(() => Build("one")), Task.Run(() => Build("another/and/deeper")));

        // Each with its symbols, but for templates, which have none.
        Assert.Equal((2 * s_packed.Length) - 1, builds[0].Select(file => file.Key.Split('!')[0]).Distinct().Count());
        Assert.Equal(builds[0].Keys.Order(StringComparer.Ordinal), builds[1].Keys.Order(StringComparer.Ordinal));
        Assert.Equal("", string.Join('\n', builds[0].Where(file => builds[1][file.Key] != file.Value).Select(file => file.Key)));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    public void Pages_say_the_command_that_packs_fresh_sources(string page) =>
        Assert.Contains($"`{PackCommand}`", File.ReadAllText(Path.Combine(Repository.Root, page)), StringComparison.Ordinal);

    public void Dispose() => _folder.Dispose();

    /// <summary>Hashes of every file of every package.</summary>
    private Dictionary<string, string> Build(string name)
    {
        var root = Directory.CreateDirectory(Path.Combine(_folder.Name, name)).FullName;
        foreach (var folder in s_sources)
        {
            Copy(new DirectoryInfo(Path.Combine(Repository.Root, folder)), Path.Combine(root, folder));
        }

        foreach (var file in new DirectoryInfo(Repository.Root).EnumerateFiles().Where(file => !file.Name.StartsWith(".git", StringComparison.Ordinal)))
        {
            file.CopyTo(Path.Combine(root, file.Name));
        }

        // Human-readable, as it stands here. Analyzers have passed these sources already.
        var run = Child.Run(new ProcessStartInfo("dotnet", PackCommand.Split(' ')[1..])
        {
            WorkingDirectory = root,
            Environment = { ["CI"] = "true", ["RunAnalyzers"] = "false" },
        });
        Assert.True(run.Exit == 0, run.Output + run.Errors);
        return Directory.GetFiles(Path.Combine(root, "packages")).SelectMany(Hashes).ToDictionary();
    }

    private static IEnumerable<KeyValuePair<string, string>> Hashes(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            yield return KeyValuePair.Create($"{Path.GetFileName(package)}!{entry.FullName}", Convert.ToHexString(SHA256.HashData(content)));
        }
    }

    /// <summary>Without what was built.</summary>
    private static void Copy(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles())
        {
            file.CopyTo(Path.Combine(to, file.Name));
        }

        foreach (var folder in from.EnumerateDirectories().Where(folder => folder.Name is not ("bin" or "obj")))
        {
            Copy(folder, Path.Combine(to, folder.Name));
        }
    }
}
