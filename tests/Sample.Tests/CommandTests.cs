using MobileNetGen.CommandLine;
using Xunit;

namespace MobileNetGen.Sample.Tests;

public sealed class CommandTests
{
    [Fact]
    public void Every_numeric_option_is_strict() =>
        Assert.Equal(4, NumberOptions.AreStrict(SampleProgram.Root(new Terminal(TextWriter.Null, TextWriter.Null))));

    [Fact]
    public void Summary_of_the_root_network_has_its_parameters_and_multiply_adds()
    {
        var summary = SampleRun.Of("summary", "--network", "mobilenet", "--json").Json;
        Assert.Equal(3_196_776, summary.GetProperty("parameters").GetInt64());
        Assert.Equal(3_178_984, summary.GetProperty("trainable").GetInt64());
        Assert.Equal(17_792, summary.GetProperty("nonTrainable").GetInt64());
        Assert.Equal(516_908_544, summary.GetProperty("multiplyAdds").GetInt64());
        Assert.Equal([112, 112, 32], summary.GetProperty("layers")
            .EnumerateArray()
            .First(layer => layer.GetProperty("kind").GetString()!.StartsWith("conv", StringComparison.Ordinal))
            .GetProperty("output")
            .EnumerateArray()
            .Select(extent => extent.GetInt32()));
        Assert.Contains("516,908,544", SampleRun.Of("summary", "--network", "mobilenet").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_shows_the_schedule_when_it_is_asked_for()
    {
        Assert.DoesNotContain("tiles 14×32", SampleRun.Of("summary", "--network", "mobilenet").Output, StringComparison.Ordinal);
        Assert.Contains("tiles 14×32", SampleRun.Of("summary", "--network", "mobilenet", "--schedule").Output, StringComparison.Ordinal);
        var blocks = SampleRun.Of("summary", "--network", "mobilenet", "--schedule", "--json").Json.GetProperty("blocks");
        Assert.StartsWith("workers share rows", blocks[0].GetProperty("schedule").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_counts_right_answers_in_a_folder_for_each_class()
    {
        using var folder = new TemporaryFolder();
        foreach (var (digit, place) in new[] { (0, 0), (1, 1), (7, 7), (4, 9) })
        {
            folder.File(Path.Combine($"{place}", "digit.png"), File.ReadAllBytes(SampleRun.Example(digit)));
        }

        var evaluation = SampleRun.Of("evaluate", folder.Name, "--json").Json;
        Assert.Equal((4, 0.75), (evaluation.GetProperty("images").GetInt32(), evaluation.GetProperty("top1").GetDouble()));
        Assert.InRange(evaluation.GetProperty("top5").GetDouble(), 0.75, 1);
        var shown = SampleRun.Of("evaluate", folder.Name).Output;
        Assert.Contains("75.00 %", shown, StringComparison.Ordinal);
        Assert.Matches("│ 9 +│ +· │ +· │ +· │ +· │ +1 │", shown);
    }

    [Fact]
    public void Bench_measures_runs()
    {
        var measured = SampleRun.Of("bench", "--network", "digits", "--runs", "20", "--threads", "2", "--json").Json;
        Assert.Equal((20, 2), (measured.GetProperty("runs").GetInt32(), measured.GetProperty("threads").GetInt32()));
        Assert.InRange(measured.GetProperty("median").GetDouble(), measured.GetProperty("fastest").GetDouble(), measured.GetProperty("p95").GetDouble());
        Assert.True(measured.GetProperty("fastest").GetDouble() > 0);
    }

    [Fact]
    public void Bench_tells_the_time_rate_and_share_of_each_block()
    {
        var blocks = SampleRun.Of("bench", "--network", "digits", "--profile", "--runs", "5", "--json").Json.EnumerateArray().ToList();
        Assert.InRange(blocks.Sum(block => block.GetProperty("share").GetDouble()), 0.99, 1.01);
        Assert.All(blocks, block => Assert.True(block.GetProperty("microseconds").GetDouble() >= 0));
        Assert.Contains(blocks, block => block.GetProperty("gflops").GetDouble() > 0);
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("digits-int8")]
    public void Packed_weights_give_the_answers_of_those_that_they_were_packed_from(string network)
    {
        using var folder = new TemporaryFolder();
        var packed = Path.Combine(folder.Name, "digits.packed");
        Assert.Matches($"^digits.packed: [0-9,]+ bytes for {network}\n", SampleRun.Of("pack", "--network", network, "--output", packed).Output);
        var scores = new string[][] { [], ["--weights", packed] }
            .Select(weights => SampleRun.Of(["classify", SampleRun.Example(7), "--network", network, .. weights, "--json"]))
            .Select(run => run.Json[0].GetProperty("top").ToString()).ToList();
        Assert.Equal(scores[0], scores[1]);
        AssertFails("Pack the weights again for this network.", "classify", "x.png", "--network", "imagenet", "--weights", packed);
    }

    [Theory]
    [InlineData("classify")]
    [InlineData("classify", "x.png", "--network", "resnet")]
    [InlineData("classify", "x.png", "--top", "0")]
    [InlineData("guess")]
    [InlineData("bench", "--threads", "many")]
    public void A_wrong_command_line_is_one_line_and_exit_code_2(params string[] args)
    {
        var run = SampleRun.Of(args);
        Assert.Equal((2, ""), (run.Exit, run.Output));
        Assert.Matches("\\Aerror: .+\n\\z", run.Errors);
    }

    [Fact]
    public void Missing_damaged_or_foreign_weights_labels_and_folders_are_one_line_and_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        var digits = folder.File("digits.safetensors", EmbeddedDigits());
        var cut = folder.File("cut.safetensors", EmbeddedDigits()[..5000]);
        var labels = folder.File("labels.txt", "one\ntwo\n"u8.ToArray());
        folder.File("classes/zebra/image.png", File.ReadAllBytes(SampleRun.Example(0)));
        AssertFails("no weights of its own", "classify", "x.png", "--network", "imagenet");
        AssertFails("absent.safetensors", "classify", "x.png", "--weights", "absent.safetensors");
        AssertFails("cut.safetensors", "classify", "x.png", "--weights", cut);
        AssertFails("conv1", "classify", "x.png", "--network", "imagenet", "--weights", digits);
        AssertFails("2 labels; the network has 10 classes", "classify", "x.png", "--labels", labels);
        AssertFails("there is no such folder", "evaluate", Path.Combine(folder.Name, "absent"));
        AssertFails("\"zebra\" is no class", "evaluate", Path.Combine(folder.Name, "classes"));
        AssertFails("no images", "evaluate", Path.Combine(folder.Name, "classes", "zebra"));
    }

    private static void AssertFails(string message, params string[] args)
    {
        var run = SampleRun.Of(args);
        Assert.Equal((1, ""), (run.Exit, run.Output));
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.Matches("\\Aerror: .+\n\\z", run.Errors);
    }

    private static byte[] EmbeddedDigits()
    {
        using var resource = typeof(SampleProgram).Assembly.GetManifestResourceStream("digits.safetensors")!;
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
