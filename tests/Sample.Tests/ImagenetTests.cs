using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using MobileNetGen.Imaging;
using Xunit;

namespace MobileNetGen.Sample.Tests;

/// <summary>The sample with real weights and photos; they stand beside the repository.</summary>
public sealed class ImagenetTests
{
    private const string Model = "derived/mobilenet_v1_0.25_128";
    private const int Side = 128;

    [Theory]
    [InlineData("cat")]
    [InlineData("hopper")]
    [InlineData("hotdog")]
    [InlineData("parrot")]
    public void Scores_of_a_photo_are_the_references_to_a_hundred_thousandth(string name)
    {
        var run = SampleRun.Of(["classify", Path.Combine(Models(), "inputs", $"{name}_{Side}.png"), "--json", "--top", "1000", .. Imagenet()]);
        Assert.Equal((0, ""), (run.Exit, run.Errors));
        var reference = Golden().GetProperty("goldens")
            .EnumerateArray()
            .First(entry => entry.GetProperty("input").GetString()!.Contains(name, StringComparison.Ordinal));
        var expected = MemoryMarshal.Cast<byte, float>(reference.GetProperty("outputBase64").GetBytesFromBase64()).ToArray();
        Assert.All(
            run.Json[0].GetProperty("top").EnumerateArray(),
            best => Assert.Equal(expected[best.GetProperty("index").GetInt32()], best.GetProperty("score").GetSingle(), 1e-5f));
    }

    [Fact]
    public void A_hundred_photos_are_evaluated_as_the_reference_answers_them()
    {
        using var photos = new GZipStream(File.OpenRead(Path.Combine(Models(), "imagenet100_128_rgb.u8.gz")), CompressionMode.Decompress);
        using var folder = new TemporaryFolder();
        for (var photo = 0; photo < 100; photo++)
        {
            var pixels = new byte[3 * Side * Side];
            photos.ReadExactly(pixels);
            folder.File(Path.Combine($"{10 * photo}", "photo.png"), Pictures.Png(new RgbImage(Side, Side, pixels)));
        }

        var right = Golden().GetProperty("imagenet100").GetProperty("predictedIndex").EnumerateArray().Index()
            .Count(answer => answer.Item.GetInt32() == 10 * answer.Index);
        var run = SampleRun.Of(["evaluate", folder.Name, "--json", .. Imagenet()]);
        Assert.Equal((0, ""), (run.Exit, run.Errors));
        Assert.Equal(
            (100, right / 100.0, 0.72),
            (run.Json.GetProperty("images").GetInt32(), run.Json.GetProperty("top1").GetDouble(), run.Json.GetProperty("top5").GetDouble()));
    }

    private static string Models()
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        return Repository.Models;
    }

    private static string[] Imagenet() =>
    [
        "--network", "imagenet",
        "--weights", Path.Combine(Models(), "nets", Model + ".safetensors"),
        "--labels", Path.Combine(Models(), "imagenet_labels_1000.txt"),
    ];

    private static JsonElement Golden() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Models(), "goldens.json"))).RootElement
        .EnumerateArray().First(entry => entry.GetProperty("model").GetString() == Model + ".onnx");
}
