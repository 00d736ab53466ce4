using Google.Protobuf;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Weights with which every answer would be no number are refused where they come in.</summary>
public sealed class WeightCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_weight_that_is_no_number_is_named_with_its_place(float value, string shown)
    {
        var model = TinyOnnx.Model();
        var weight = model.Graph.Initializer.Single(tensor => tensor.Name == "dw.weight");
        var values = TinyOnnx.Numbers(36);
        values[29] = value;
        weight.FloatData.Clear();
        weight.RawData = ByteString.CopyFrom([.. values.SelectMany(BitConverter.GetBytes)]);
        Refused(_folder.File("x.onnx", model.ToByteArray()), $"dw: the tensor weight of [4, 1, 3, 3] has {shown} at element 29");
        var lite = TinyTfLite.Bytes();
        BitConverter.GetBytes(value).CopyTo(lite, lite.AsSpan().IndexOf(BitConverter.GetBytes(TinyOnnx.Numbers(1)[0])));
        Refused(_folder.File("x.tflite", lite), $"has {shown} at element 0");
    }

    [Fact]
    public void A_variance_below_zero_is_refused_in_models_and_in_weights_of_presets()
    {
        const string V1 = """{ "preset": "mobilenet-v1", "width": 0.25, "resolution": 32 }""";
        var file = PresetWeights.Of(V1, value: (name, index) => name.EndsWith("running_var", StringComparison.Ordinal) && index == 3 ? -2 : 1);
        Refused(_folder.File("x.safetensors", file), "running_var has -2 at element 3", "--preset", "mobilenet-v1", "--width", "0.25", "--resolution", "32");
    }

    private static void Refused(string model, string said, params string[] more)
    {
        var run = ToolRun.Of(["import", model, "-o", "nowhere", .. more.Length > 0 ? more : ["--preprocess", "none"]]);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }
}
