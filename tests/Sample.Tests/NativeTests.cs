using System.Text.Json;
using Xunit;

namespace MobileNetGen.Sample.Tests;

/// <summary>The sample as a NativeAOT binary.</summary>
[Collection(nameof(NativeProgram))]
public sealed class NativeTests
{
    [Fact(Explicit = true)]
    public void The_native_binary_is_published_without_a_warning_and_gives_the_same_answers()
    {
        NativeProgram.SkipUnlessPossible();
        using var folder = new TemporaryFolder();
        NativeProgram.Publish(folder.Name, "src", "Sample");

        var native = Child.Run(Path.Combine(folder.Name, "mobilenetgen-sample"), "classify", SampleRun.Example(6), "--json");
        Assert.True(native.Exit == 0, native.Errors);
        Assert.Equal(Scores(SampleRun.Of("classify", SampleRun.Example(6), "--json").Output), Scores(native.Output));

        var wrong = Child.Run(Path.Combine(folder.Name, "mobilenetgen-sample"), "classify", "absent.png");
        Assert.Equal((1, ""), (wrong.Exit, wrong.Output));
        Assert.Matches("\\Aerror: .+\n\\z", wrong.Errors);
    }

    private static List<(int Index, float Score)> Scores(string json) =>
        [.. JsonDocument.Parse(json).RootElement[0].GetProperty("top")
            .EnumerateArray()
            .Select(best => (best.GetProperty("index").GetInt32(), best.GetProperty("score").GetSingle()))];
}
