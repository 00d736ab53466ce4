using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using MobileNetGen.Imaging;

namespace MobileNetGen.Tool.Tests.Models;

/// <summary>What another runtime answered with a model.</summary>
internal sealed record Golden(
    string Model,
    int Side,
    string InputMode,
    int ClassOffset,
    IReadOnlyList<GoldenAnswer> Answers,
    IReadOnlyList<int>? Photos,
    int PhotosRight)
{
    private static readonly double[] s_mean = [0.485, 0.456, 0.406];
    private static readonly double[] s_deviation = [0.229, 0.224, 0.225];

    public static Golden Of(string model)
    {
        var entry = Entries("goldens.json").Concat(Entries("goldens_tfjs.json")).First(candidate => candidate.GetProperty("model").GetString() == model);
        var photos = entry.TryGetProperty("imagenet100", out var hundred) ? hundred : default;
        return new Golden(
            model,
            entry.GetProperty("inputSize").GetInt32(),
            entry.GetProperty("inputMode").GetString()!,
            entry.TryGetProperty("classOffset", out var offset) && offset.ValueKind == JsonValueKind.Number ? offset.GetInt32() : 0,
            [.. entry.GetProperty("goldens").EnumerateArray().Select(GoldenAnswer.Of)],
            photos.ValueKind == JsonValueKind.Object ? [.. photos.GetProperty("predictedIndex").EnumerateArray().Select(index => index.GetInt32())] : null,
            photos.ValueKind == JsonValueKind.Object ? photos.GetProperty("top1").GetInt32() : 0);
    }

    /// <summary>The network's input for one of the pictures that the answers are of.</summary>
    public float[] Input(string picture, NetworkInfo network) => Prepare(ImageFile.Load(Path.Combine(Repository.Models!, picture)).Pixels.ToArray(), network);

    /// <summary>The hundred photos, prepared: row r is of class 10 · r.</summary>
    public IEnumerable<float[]> HundredPhotos(NetworkInfo network)
    {
        using var photos = new GZipStream(File.OpenRead(Path.Combine(Repository.Models!, $"imagenet100_{Side}_rgb.u8.gz")), CompressionMode.Decompress);
        for (var photo = 0; photo < 100; photo++)
        {
            var pixels = new byte[Side * Side * 3];
            photos.ReadExactly(pixels);
            yield return Prepare(pixels, network);
        }
    }

    /// <summary>Where the model takes integers, its import says what they stand for.</summary>
    private float[] Prepare(byte[] pixels, NetworkInfo network)
    {
        if (InputMode is "u8" or "i8")
        {
            var input = new float[network.Inputs[0].Length];
            ImagePreprocessor.Apply(network.Preprocessing!, pixels, Side, Side, input);
            return input;
        }

        return [.. pixels.Select((value, index) => (float)(InputMode switch
        {
            "01" => value / 255.0,
            "tv" => ((value / 255.0) - s_mean[index % 3]) / s_deviation[index % 3],
            _ => (value / 127.5) - 1,
        }))];
    }

    private static List<JsonElement> Entries(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Models!, file)));
        return [.. document.RootElement.EnumerateArray().Select(element => element.Clone())];
    }
}

/// <summary>An answer to one picture: the raw output, as real numbers or as bytes.</summary>
internal sealed record GoldenAnswer(string Picture, float[] Output, bool IsInteger)
{
    public static GoldenAnswer Of(JsonElement entry)
    {
        var bytes = entry.GetProperty("outputBase64").GetBytesFromBase64();
        var type = entry.TryGetProperty("outputType", out var name) ? name.GetString() : "Float32Array";
        return new GoldenAnswer(
            entry.GetProperty("input").GetString()!,
            type switch
            {
                "Uint8Array" => [.. bytes.Select(value => (float)value)],
                "Int8Array" => [.. bytes.Select(value => (float)(sbyte)value)],
                _ => MemoryMarshal.Cast<byte, float>(bytes).ToArray(),
            },
            type != "Float32Array");
    }
}
