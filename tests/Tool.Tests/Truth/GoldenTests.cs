using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using MobileNetGen.Imaging;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using Xunit;

namespace MobileNetGen.Tool.Tests.Truth;

/// <summary>Every inner tensor of real quantised networks has the bytes that its own engine gives it.</summary>
public sealed class GoldenTests
{
    /// <summary>What a network of ours has no tensor of its own for: borders are padding, and reshapes are other names.</summary>
    private static readonly string[] s_merged = ["PAD", "RESHAPE", "SQUEEZE"];

    [Theory]
    [InlineData("coral-v1-025-128", Explicit = true)]
    [InlineData("coral-v2-10-224", Explicit = true)]
    [InlineData("mbv1-025-128-q")]
    [InlineData("person-detect")]
    [InlineData("support-v1-025-224", Explicit = true)]
    [InlineData("v3-small-224", Explicit = true)]
    [InlineData("v4-small-56", Explicit = true)]
    [InlineData("vww-96", Explicit = true)]
    public void Every_inner_tensor_has_the_engines_bytes(string name)
    {
        Assert.SkipWhen(TruthCase.Shared is null, "the folder of files with answers is not there");
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TruthCase.Shared, "truth", "integers", "goldens", name + ".json")));
        var model = Path.Combine(TruthCase.Shared, "models", "nets", golden.RootElement.GetProperty("model").GetString()!);
        var imported = ModelImport.Run(model, new ImportOptions(Preprocess: "none"));
        using var weights = new MemoryStream();
        SafetensorsWriter.Write(weights, imported.Network.Tensors);
        foreach (var (engine, arithmetic) in new[] { ("xnnpack", "tflite"), ("reference", "tflite-reference") })
        {
            var text = imported.Network.Description.Replace(
                "  \"precision\": \"",
                $"  \"arithmetic\": \"{arithmetic}\",\n  \"precision\": \"",
                StringComparison.Ordinal);
            using var network = LoadedNetwork.Load(InnerTensors.Load(name, text), WeightSource.FromBytes(weights.ToArray()), new NetworkOptions());
            foreach (var input in golden.RootElement.GetProperty("inputs").EnumerateArray())
            {
                var hashes = network.RunRaw([Bytes(input)]).Select(tensor => Convert.ToHexStringLower(SHA256.HashData(tensor))).ToHashSet();
                Assert.Empty(Missing(golden, input.GetProperty("name").GetString()!, engine, hashes));
            }
        }
    }

    /// <summary>The bytes that stand for the file's own integers, which ONNX Runtime has with all of its optimisations and with none.</summary>
    [Fact(Explicit = true)]
    public void Every_inner_tensor_of_an_ONNX_network_has_ONNX_Runtimes_bytes()
    {
        Assert.SkipWhen(TruthCase.Shared is null, "the folder of files with answers is not there");
        using var golden = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(TruthCase.Shared, "truth", "integers", "goldens", "mobilenet-v2-qlinear.json")));
        var model = Path.Combine(TruthCase.Shared, "models", "nets", golden.RootElement.GetProperty("model").GetString()!);
        var imported = ModelImport.Run(model, new ImportOptions(Preprocess: "none"));
        using var weights = new MemoryStream();
        SafetensorsWriter.Write(weights, imported.Network.Tensors);
        using var network = LoadedNetwork.Load(
            InnerTensors.Load("onnx", imported.Network.Description),
            WeightSource.FromBytes(weights.ToArray()),
            new NetworkOptions());
        foreach (var input in golden.RootElement.GetProperty("inputs").EnumerateArray())
        {
            var hashes = network.RunRaw([Normalised(input)]).Select(tensor => Convert.ToHexStringLower(SHA256.HashData(tensor))).ToHashSet();
            Assert.Empty(Missing(golden, input.GetProperty("name").GetString()!, "onnxruntime", hashes));
        }
    }

    /// <summary>The picture as torchvision normalises it, in the network's order of channels.</summary>
    private static byte[] Normalised(JsonElement input)
    {
        float[] mean = [0.485f, 0.456f, 0.406f];
        float[] deviation = [0.229f, 0.224f, 0.225f];
        var image = ImageFile.Load(Path.Combine(TruthCase.Shared!, "models", input.GetProperty("from").GetString()!.Split(',')[0]));
        float[] values = [.. Rgb(image, 1).Select((value, index) => ((value / 255f) - mean[index % 3]) / deviation[index % 3])];
        float[] planes = [.. Enumerable.Range(0, 3).SelectMany(channel => values.Where((_, index) => index % 3 == channel))];
        Assert.Equal(input.GetProperty("sha256_nchw_float32").GetString(), Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(planes))));
        return MemoryMarshal.AsBytes<float>(values).ToArray();
    }

    private static IEnumerable<string> Missing(JsonDocument golden, string input, string engine, HashSet<string> hashes) =>
        from tensor in golden.RootElement.GetProperty("tensors").EnumerateArray()
        let kind = tensor.GetProperty("kind").GetString()!
        where !s_merged.Contains(kind) && !hashes.Contains(tensor.GetProperty(input).GetProperty(engine).GetProperty("sha256").GetString()!)
        select $"{engine}, {input}: {kind} {tensor.GetProperty("name").GetString()}";

    /// <summary>The picture's bytes as the input's own integers, made as the file says.</summary>
    private static byte[] Bytes(JsonElement input)
    {
        var how = input.GetProperty("from").GetString()!;
        var path = Path.Combine(TruthCase.Shared!, "models", how.Split(',')[0]);
        var pixels = path.EndsWith(".bmp", StringComparison.Ordinal)
            ? Gray(File.ReadAllBytes(path))
            : Rgb(ImageFile.Load(path), how.Contains("every fourth", StringComparison.Ordinal) ? 4 : 1);
        byte[] bytes = [.. pixels.Select(pixel => (byte)(how.Contains("v - 128", StringComparison.Ordinal) ? pixel - 128 : pixel))];
        Assert.Equal(input.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return bytes;
    }

    private static IEnumerable<byte> Rgb(RgbImage image, int step) =>
        from row in Enumerable.Range(0, image.Height / step)
        from column in Enumerable.Range(0, image.Width / step)
        from channel in Enumerable.Range(0, 3)
        select image.Pixels[(((row * step * image.Width) + (column * step)) * 3) + channel];

    /// <summary>The bytes of a bitmap of one byte a pixel, whose rows stand in the file from the bottom.</summary>
    private static IEnumerable<byte> Gray(byte[] file)
    {
        var (start, width, height) = (BitConverter.ToInt32(file, 10), BitConverter.ToInt32(file, 18), BitConverter.ToInt32(file, 22));
        return Enumerable.Range(0, height).SelectMany(row => file.Skip(start + ((height - 1 - row) * width)).Take(width));
    }
}
