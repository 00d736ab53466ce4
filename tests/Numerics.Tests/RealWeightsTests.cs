using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using MobileNetGen.Imaging;
using MobileNetGen.Numerics.Tests.Built;
using Xunit;

namespace MobileNetGen.Numerics.Tests;

/// <summary>
/// MobileNetV1 0.25/128 with its ImageNet weights, against the answers that other runtimes gave. Needs the models folder beside the
/// repository.
/// </summary>
public sealed class RealWeightsTests
{
    private const string Model = "derived/mobilenet_v1_0.25_128";
    private const int Side = 128;

    private static readonly string? s_models = FindModels();

    [Fact]
    public void All_hundred_photos_get_the_references_answer()
    {
        Assert.SkipWhen(s_models is null, "the folder shared/models is not there");
        using var network = Keras025.Create(WeightSource.FromFile(Path.Combine(s_models, "nets", Model + ".safetensors")));
        using var golden = Golden();
        using var photos = new GZipStream(File.OpenRead(Path.Combine(s_models, "imagenet100_128_rgb.u8.gz")), CompressionMode.Decompress);
        var pixels = new byte[Side * Side * 3];
        var answers = new List<int>();
        for (var photo = 0; photo < 100; photo++)
        {
            photos.ReadExactly(pixels);
            answers.Add(Ranking.Top(Run(network, pixels), 1)[0].Index);
        }

        Assert.Equal(Entry(golden).GetProperty("imagenet100").GetProperty("predictedIndex").EnumerateArray().Select(index => index.GetInt32()), answers);
    }

    [Theory]
    [InlineData("hopper")]
    [InlineData("cat")]
    [InlineData("hotdog")]
    [InlineData("parrot")]
    public void Probabilities_agree_with_the_reference_to_a_hundred_thousandth(string name)
    {
        Assert.SkipWhen(s_models is null, "the folder shared/models is not there");
        using var network = Keras025.Create(WeightSource.FromFile(Path.Combine(s_models, "nets", Model + ".safetensors")));
        using var golden = Golden();
        var image = ImageFile.Load(Path.Combine(s_models, "inputs", $"{name}_{Side}.png"));
        var expected = Entry(golden).GetProperty("goldens")
            .EnumerateArray()
            .First(entry => entry.GetProperty("input").GetString()!.Contains(name, StringComparison.Ordinal));
        var probabilities = MemoryMarshal.Cast<byte, float>(expected.GetProperty("outputBase64").GetBytesFromBase64()).ToArray();
        var actual = Run(network, image.Pixels);
        Assert.All(probabilities.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void Half_precision_weights_give_nearly_the_same_probabilities()
    {
        Assert.SkipWhen(s_models is null, "the folder shared/models is not there");
        using var single = Keras025.Create(WeightSource.FromFile(Path.Combine(s_models, "nets", Model + ".safetensors")));
        using var half = Keras025.Create(WeightSource.FromFile(Path.Combine(s_models, "nets", Model + ".f16.safetensors")));
        var image = ImageFile.Load(Path.Combine(s_models, "inputs", $"cat_{Side}.png"));
        Assert.All(Run(single, image.Pixels).Zip(Run(half, image.Pixels)), pair => Assert.Equal(pair.First, pair.Second, 0.01f));
    }

    private static float[] Run(Keras025 network, ReadOnlySpan<byte> pixels)
    {
        var output = new float[Keras025.OutputLength];
        network.Run(Array.ConvertAll(pixels.ToArray(), value => (value / 127.5f) - 1), output);
        return output;
    }

    private static JsonDocument Golden() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_models!, "goldens.json")));

    private static JsonElement Entry(JsonDocument golden) =>
        golden.RootElement.EnumerateArray().First(entry => entry.GetProperty("model").GetString() == Model + ".onnx");

    private static string? FindModels()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MobileNetGen.sln")))
        {
            folder = folder.Parent;
        }

        var models = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "models") : null;
        return models is not null && Directory.Exists(models) ? models : null;
    }
}
