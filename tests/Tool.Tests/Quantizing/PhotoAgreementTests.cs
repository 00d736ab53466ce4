using System.IO.Compression;
using MobileNetGen.Quantization;
using MobileNetGen.Tool.Quantizing;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Quantizing;

/// <summary>Real networks agree with what quantising makes of them: five splits of a hundred photos, 20 to make it with and 80 to compare on.</summary>
public sealed class PhotoAgreementTests(ITestOutputHelper output)
{
    private const int Photos = 100;
    private const int Made = 20;
    private const int AllSplits = 5;

    /// <summary>What one split differs from the mean of all.</summary>
    private const int Spread = 5;

    private static readonly int s_splits = int.TryParse(Environment.GetEnvironmentVariable("MOBILENETGEN_SPLITS"), out var splits) ? splits : AllSplits;

    [Fact]
    public void Splits_are_those_that_numpy_draws() => Assert.Equal([2, 8, 4, 9, 1, 6, 7, 3, 0, 5], NumpyPermutation.Of(0, 10));

    [Theory(Explicit = true)]
    [InlineData("tinymaix/mbnet128_0.25.h5", 128, KeptLayers.None, 89)]
    [InlineData("tinymaix/mbnet128_0.25.h5", 128, KeptLayers.Auto, 93)]
    [InlineData("tflite-support/mobilenet_v1_0.25_224_1_default_1.tflite", 224, KeptLayers.None, 84)]
    [InlineData("tflite-support/mobilenet_v1_0.25_224_1_default_1.tflite", 224, KeptLayers.Auto, 91)]
    public void Integers_have_the_class_of_floats_first(string file, int side, string kept, double least)
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        using var folder = new TemporaryFolder();
        var import = ToolRun.Of("import", Repository.Model(file), "--preprocess", "keras", "-o", folder.Name);
        Assert.True(import.Exit == ToolProgram.Done, import.Errors);
        var description = File.ReadAllText(folder.Path("network.json"));
        var weights = WeightSource.FromFile(folder.Path("weights.safetensors"));
        var photos = Read(side);
        var results = Enumerable.Range(0, s_splits).Select(split =>
        {
            var order = NumpyPermutation.Of((uint)split, Photos);
            float[][] made = [.. order.Take(Made).Select(photo => photos[photo])];
            float[][] compared = [.. order.Skip(Made).Select(photo => photos[photo])];
            var options = new QuantizationOptions { FloatLayers = KeptLayers.Of(kept), Evaluation = compared };
            var result = Quantizer.Quantize(description, weights, made, options, TestContext.Current.CancellationToken);
            output.WriteLine(
                $"{result.SameTop} of {result.EvaluationCount}, {result.SignalToNoise:F1} dB, floats: {string.Join(", ", result.FloatLayers)}");
            return 100.0 * result.SameTop!.Value / result.EvaluationCount;
        }).ToList();
        least -= s_splits < AllSplits ? Spread : 0;
        Assert.True(results.Average() >= least, $"{results.Average():F2} %, where {least} % are promised: {string.Join(", ", results)}");
    }

    private static float[][] Read(int side)
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(Repository.Models!, $"imagenet100_{side}_rgb.u8.gz")), CompressionMode.Decompress);
        var pixels = new byte[side * side * 3];
        return [.. Enumerable.Range(0, Photos).Select(_ =>
        {
            file.ReadExactly(pixels);
            return (float[])[.. pixels.Select(value => (value / 127.5f) - 1)];
        })];
    }
}
