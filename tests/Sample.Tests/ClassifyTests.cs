using MobileNetGen.Imaging;
using Xunit;

namespace MobileNetGen.Sample.Tests;

public sealed class ClassifyTests
{
    [Fact]
    public void Without_arguments_every_example_is_named()
    {
        var run = SampleRun.Of();
        Assert.Equal((0, ""), (run.Exit, run.Errors));
        Assert.All(Enumerable.Range(0, 10), digit => Assert.Matches($"digit_{digit}\\.png +. {digit} ", run.Output));
    }

    [Fact]
    public void Json_has_a_file_its_best_classes_and_milliseconds()
    {
        var run = SampleRun.Of("classify", SampleRun.Example(3), SampleRun.Example(8), "--top", "4", "--json");
        Assert.Equal((0, ""), (run.Exit, run.Errors));
        Assert.Equal([SampleRun.Example(3), SampleRun.Example(8)], run.Json.EnumerateArray().Select(image => image.GetProperty("file").GetString()!));
        Assert.Equal(["3", "8"], run.Json.EnumerateArray().Select(image => image.GetProperty("top")[0].GetProperty("label").GetString()!));
        var first = run.Json[0];
        Assert.Equal(4, first.GetProperty("top").GetArrayLength());
        Assert.Equal(3, first.GetProperty("top")[0].GetProperty("index").GetInt32());
        Assert.InRange(first.GetProperty("top")[0].GetProperty("score").GetDouble(), 0.5, 1);
        Assert.True(first.GetProperty("milliseconds").GetDouble() > 0);
    }

    [Fact]
    public void The_twin_in_integers_names_every_example_too()
    {
        var run = SampleRun.Of(["classify", .. Enumerable.Range(0, 10).Select(SampleRun.Example), "--network", "digits-int8", "--json"]);
        Assert.Equal((0, ""), (run.Exit, run.Errors));
        Assert.Equal(
            Enumerable.Range(0, 10).Select(digit => $"{digit}"),
            run.Json.EnumerateArray().Select(image => image.GetProperty("top")[0].GetProperty("label").GetString()!));
    }

    [Theory]
    [InlineData(100, 50, 90, 70)]
    [InlineData(3, 280, 60, 0)]
    [InlineData(380, 0, 0, 20)]
    public void A_digit_is_found_anywhere_on_a_sheet_dark_or_light(int left, int top, int right, int bottom)
    {
        using var folder = new TemporaryFolder();
        for (var digit = 0; digit < 10; digit++)
        {
            var image = Pictures.OnSheet(Pictures.Example(digit), left, top, right, bottom);
            AssertNamed(digit, folder.File("light.png", Pictures.Png(image)));
            AssertNamed(digit, folder.File("dark.png", Pictures.Png(Pictures.Inverted(image))));
        }
    }

    [Fact]
    public void Jpeg_and_transparent_png_are_read()
    {
        using var folder = new TemporaryFolder();
        var dark = Pictures.Example(5);
        dark = dark.Pixels[0] < 128 ? Pictures.Inverted(dark) : dark;
        AssertNamed(5, folder.File("five.jpg", Pictures.Jpeg(dark)));
        AssertNamed(5, folder.File("five.png", Pictures.TransparentPng(dark)));
    }

    [Fact]
    public void A_wrong_file_is_one_line_and_the_others_are_still_classified()
    {
        using var folder = new TemporaryFolder();
        var truncated = folder.File("truncated.png", [.. File.ReadAllBytes(SampleRun.Example(1)).Take(60)]);
        var text = folder.File("text.png", "hello"u8.ToArray());
        var blank = folder.File("blank.png", Pictures.Png(new RgbImage(30, 30, new byte[3 * 30 * 30])));
        var run = SampleRun.Of("classify", truncated, text, blank, "absent.png", SampleRun.Example(2), "--json");
        Assert.Equal(1, run.Exit);
        Assert.Equal(["2"], run.Json.EnumerateArray().Select(image => image.GetProperty("top")[0].GetProperty("label").GetString()!));
        Assert.Collection(
            run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.Matches("^error: .*truncated.png: a cut PNG", line),
            line => Assert.Matches("^error: .*text.png: no image that is known", line),
            line => Assert.Matches("^error: .*blank.png: shows no digit", line),
            line => Assert.Matches("^error: .*absent.png", line));
    }

    private static void AssertNamed(int digit, string file)
    {
        var run = SampleRun.Of("classify", file, "--json");
        Assert.Equal((0, ""), (run.Exit, run.Errors));
        Assert.Equal(digit, run.Json[0].GetProperty("top")[0].GetProperty("index").GetInt32());
    }
}
