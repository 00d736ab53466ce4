using MobileNetGen.Tool.Numpy;
using MobileNetGen.Tool.Tests.Formats;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>Folders, patterns, batches and several networks give what each input and network gives alone.</summary>
public sealed class ManyInputsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _network;

    public ManyInputsTests()
    {
        Directory.CreateDirectory(_folder.Path("in"));
        for (var index = 0; index < 3; index++)
        {
            NpyFile.Write(_folder.Path($"in/x{index}.npy"), new NdArray([1, 8, 8, 3], Sample(index)));
        }

        NpyFile.Write(_folder.Path("batch.npy"), new NdArray([3, 8, 8, 3], [.. Enumerable.Range(0, 3).SelectMany(Sample)]));
        _folder.File("in/notes.txt", [1]);
        _network = Import("one");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_a_pattern_and_a_batch_give_what_single_inputs_give()
    {
        var alone = Enumerable.Range(0, 3).Select(index =>
        {
            Done(Run(_network, "--input", _folder.Path($"in/x{index}.npy"), "--output", _folder.Path("y.npy")));
            return NpyFile.Read(_folder.Path("y.npy")).Values;
        }).ToList();
        Assert.NotEqual(alone[0], alone[1]);
        Done(Run(_network, "--input", _folder.Path("in"), "--output", _folder.Path("folder")));
        Done(Run(_network, "--input", _folder.Path("in/x?.npy"), "--output", _folder.Path("pattern")));
        Done(Run(_network, "--input", _folder.Path("batch.npy"), "--output", _folder.Path("batch-out.npy")));
        var batch = NpyFile.Read(_folder.Path("batch-out.npy"));
        Assert.Equal([3, 5], batch.Shape);
        for (var index = 0; index < 3; index++)
        {
            Assert.Equal(alone[index], NpyFile.Read(_folder.Path($"folder/x{index}.npy.npy")).Values);
            Assert.Equal(alone[index], NpyFile.Read(_folder.Path($"pattern/x{index}.npy.npy")).Values);
            Assert.Equal(alone[index], batch.Values[(5 * index)..(5 * (index + 1))]);
        }
    }

    [Fact]
    public void Several_networks_write_into_folders_of_their_names_and_show_them()
    {
        var other = Import("two");
        Done(ToolRun.Of("run", _network, other, "--input", _folder.Path("in/x1.npy"), "--layout", "nhwc", "--output", _folder.Path("out")));
        Assert.Equal(NpyFile.Read(_folder.Path("out/one/outputs.npy")).Values, NpyFile.Read(_folder.Path("out/two/outputs.npy")).Values);
        var shown = ToolRun.Of("run", _network, other, "--input", _folder.Path("batch.npy"), "--layout", "nhwc");
        Assert.Equal(3, shown.Output.Split("two, sample ").Length - 1);
        Assert.Contains(
            "--weights names one file for 2 networks",
            ToolRun.Of("run", _network, other, "--input", "x", "--weights", "w").Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_cannot_be_read_is_said_and_the_others_run()
    {
        _folder.File("in/broken.npy", [1, 2, 3]);
        var run = Run(_network, "--input", _folder.Path("in"));
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains("broken.npy", run.Errors, StringComparison.Ordinal);
        Assert.Equal(3, run.Output.Split("5 numbers").Length - 1);
    }

    [Fact]
    public void Names_that_stand_for_nothing_and_files_of_one_name_are_refused()
    {
        Directory.CreateDirectory(_folder.Path("empty"));
        Assert.Contains("has no file whose name ends in", Run(_network, "--input", _folder.Path("empty")).Errors, StringComparison.Ordinal);
        Assert.Contains("no file is called", Run(_network, "--input", _folder.Path("in/*.png")).Errors, StringComparison.Ordinal);
        Assert.Contains(
            "two files that are called x0.npy",
            Run(_network, "--input", _folder.Path("in/x0.npy"), _folder.Path("in/x0.npy")).Errors,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Verification_compares_every_sample_and_says_where_one_departs()
    {
        Done(Run(_network, "--input", _folder.Path("batch.npy"), "--output", _folder.Path("y.npy")));
        string[] verify = ["verify", _network, "--input", _folder.Path("in"), "--layout", "nhwc", "--against"];
        var passed = ToolRun.Of([.. verify, _folder.Path("y.npy")]);
        Done(passed);
        Assert.Contains("for all 3 inputs", passed.Output, StringComparison.Ordinal);
        Done(ToolRun.Of([.. verify, _folder.Path("one.onnx"), "--inner"]));
        var expected = NpyFile.Read(_folder.Path("y.npy"));
        expected.Values[7] += 0.5f;
        NpyFile.Write(_folder.Path("y.npy"), expected);
        var failed = ToolRun.Of([.. verify, _folder.Path("y.npy")]);
        Assert.Equal(ToolProgram.CheckFailed, failed.Exit);
        Assert.Contains("departs first, in x1.npy: by 0.5 at element 2", failed.Errors, StringComparison.Ordinal);
        NpyFile.Write(_folder.Path("y.npy"), new NdArray([2, 5], expected.Values[..10]));
        Assert.Contains("has 2 samples, and the inputs 3", ToolRun.Of([.. verify, _folder.Path("y.npy")]).Errors, StringComparison.Ordinal);
    }

    private static float[] Sample(int index) => [.. TinyOnnx.Numbers(192 * (index + 1)).Skip(192 * index)];

    private static ToolRun Run(params string[] args) => ToolRun.Of(["run", .. args, "--layout", "nhwc"]);

    private static void Done(ToolRun run) => Assert.Equal((ToolProgram.Done, ""), (run.Exit, run.Errors));

    private string Import(string name)
    {
        Done(ToolRun.Of("import", _folder.File($"{name}.onnx", TinyOnnx.Bytes()), "-o", _folder.Path(name), "--preprocess", "keras"));
        return _folder.Path($"{name}/network.json");
    }
}
