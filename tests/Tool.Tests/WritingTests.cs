using System.Diagnostics;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Numpy;
using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>Whatever happens to a command, the files that were there are there afterwards, whole.</summary>
public sealed class WritingTests : IDisposable
{
    /// <summary>16 MiB of weights, so that writing them takes a while.</summary>
    private const string Wide = """
        { "name": "Wide", "input": { "height": 1, "width": 1, "channels": 2048 }, "layers": [{ "kind": "pointwise", "name": "mix", "filters": 2048 }] }
        """;

    private static readonly string s_tool = Path.Combine(AppContext.BaseDirectory, "mobilenetgen.dll");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_that_has_a_packed_file_mapped_goes_on_with_its_weights_when_the_file_is_packed_anew()
    {
        var network = Import();
        Done("pack", network, "-o", _folder.Path("weights.packed"));
        var input = TinyOnnx.Numbers(192);
        using var running = LoadedNetwork.Load(DescriptionFile.Load(network), WeightSource.FromFile(_folder.Path("weights.packed")), new NetworkOptions());
        var before = running.Run([input])[0];
        PackSeeded(network, _folder.Path("other"));
        Done("pack", network, "--weights", _folder.Path("other"), "-o", _folder.Path("weights.packed"), "--other-weights");
        Assert.Equal(before, running.Run([input])[0]);
        var options = new NetworkOptions { AllowOtherWeights = true };
        using var started = LoadedNetwork.Load(DescriptionFile.Load(network), WeightSource.FromFile(_folder.Path("weights.packed")), options);
        Assert.NotEqual(before, started.Run([input])[0]);
    }

    [Fact(Explicit = true)]
    public void A_full_disk_leaves_all_files_as_they_were()
    {
        Assert.SkipUnless(FullDisk.CanBeMade, "file systems of one's own are not to be had here");
        var network = Import();
        NpyFile.Write(_folder.Path("x.npy"), new NdArray([1, 8, 8, 3], TinyOnnx.Numbers(192)));
        string[] commands =
        [
            $"import {_folder.Path("tiny.onnx")} -o full/out --preprocess torchvision --pack",
            $"pack {network} -o full/tiny.packed --input {_folder.Path("x.npy")} --layout nhwc",
            $"emit {network} -o full/code --class Other",
            $"run {network} --input {_folder.Path("x.npy")} --layout nhwc --output full/y.npz",
        ];
        Directory.CreateDirectory(_folder.Path("full/code"));
        foreach (var command in commands.Skip(1))
        {
            Done(command.Replace("full/", _folder.Path("full/"), StringComparison.Ordinal).Split(' '));
        }

        Done("import", _folder.Path("tiny.onnx"), "-o", _folder.Path("full/out"), "--preprocess", "keras", "--pack");
        var (codes, errors) = FullDisk.Run(_folder.Name, commands.Select(command => $"dotnet exec {s_tool} {command}"));
        Assert.Equal(commands.Length, errors.Split("No space left on device").Length - 1);
        Assert.Equal(Enumerable.Repeat("2", commands.Length), codes);
        Assert.Equal(FullDisk.Content(_folder.Path("full")), FullDisk.Content(_folder.Path("after")));
    }

    /// <summary>It waits at a pipe that stands in the place of its packed weights: everything before them is written, and nothing in place.</summary>
    [Fact]
    public void An_import_that_is_killed_leaves_the_earlier_one()
    {
        Assert.SkipUnless(Killing.IsPossible, "the test makes a pipe");
        Import();
        var (before, files) = (FullDisk.Content(_folder.Path("out")), Directory.GetFiles(_folder.Path("out")).Length);
        Child.Run("mkfifo", _folder.Path("out/weights.packed"));
        Killing.When(
            Tool("import", _folder.Path("tiny.onnx"), "-o", _folder.Path("out"), "--preprocess", "unit", "--pack"),
            () => Directory.GetFiles(_folder.Path("out")).Length == files + 3);
        File.Delete(_folder.Path("out/weights.packed"));
        Assert.Equal(before, FullDisk.Content(_folder.Path("out")));
    }

    [Fact]
    public void A_pack_that_is_killed_leaves_the_file_that_was_there()
    {
        Assert.SkipUnless(Killing.IsPossible, "other systems have other ends");
        var network = _folder.File("wide.json", System.Text.Encoding.UTF8.GetBytes(Wide));
        var (first, second) = (_folder.Path("first.packed"), _folder.Path("packed/second.packed"));
        PackSeeded(network, first);
        Directory.CreateDirectory(_folder.Path("packed"));
        Killing.WhileWriting(Tool("pack", network, "--weights", first, "-o", second), second, () => File.WriteAllText(second, "old"));
        Assert.Equal("old", File.ReadAllText(second));
    }

    [Fact]
    public void An_import_takes_packed_weights_of_an_earlier_one_away()
    {
        Import("--pack");
        Assert.True(File.Exists(_folder.Path("out/weights.packed")));
        Import();
        Assert.False(File.Exists(_folder.Path("out/weights.packed")));
    }

    [Fact]
    public void Nothing_is_written_in_any_other_way()
    {
        string[] others = ["File.WriteAll", "File.Append", "File.Create(", "File.OpenWrite(", "FileMode.Create", "new StreamWriter("];
        var sources = new[] { "src", "training", "samples" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Contains("obj") && !file.StartsWith("src/Runtime/Files/", StringComparison.Ordinal));
        Assert.DoesNotContain(
            sources,
            file => File.ReadAllText(Path.Combine(Repository.Root, file)).Replace("new StreamWriter(stream,", "", StringComparison.Ordinal) is var text
                && others.Any(other => text.Contains(other, StringComparison.Ordinal)));
    }

    private static ProcessStartInfo Tool(params string[] args) => new("dotnet", ["exec", s_tool, .. args]);

    private static void Done(params string[] args)
    {
        var run = ToolRun.Of(args);
        Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));
    }

    private string Import(params string[] more)
    {
        Done(["import", _folder.File("tiny.onnx", TinyOnnx.Bytes()), "-o", _folder.Path("out"), "--preprocess", "keras", .. more]);
        return _folder.Path("out/network.json");
    }

    private static void PackSeeded(string network, string path) =>
        AtomicFile.Write(path, stream => CompiledClass.Of(DescriptionFile.Load(network)).Pack(WeightSource.CreateRandom(1), stream, []));
}
