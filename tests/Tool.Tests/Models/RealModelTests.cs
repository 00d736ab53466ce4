using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Models;

/// <summary>Models that others trained and exported, against the answers of other runtimes. Needs the models folder beside the repository.</summary>
public sealed class RealModelTests
{
    private const double Tolerance = 1e-4;

    public static TheoryData<string> Floats => [.. ModelCase.Floats.Select(model => model.Model)];

    public static TheoryData<string> Quantised => [.. ModelCase.Quantised.Select(model => model.Model)];

    [Theory]
    [MemberData(nameof(Floats))]
    public void Float_models_give_the_references_numbers(string model)
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        Assert.InRange(FloatResult.Of(ModelCase.Find(model)).OfRange, 0, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Quantised))]
    public void Dequantised_models_get_at_most_two_photos_less_right_than_their_quantised_references(string model)
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        var result = QuantisedResult.Of(ModelCase.Find(model));
        Assert.InRange(result.Right, result.ReferenceRight - 2, 100);
    }

    [Fact]
    public void The_table_of_results_in_the_documentation_is_what_is_measured()
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        var text = ResultsTable.Write();
        var path = Path.Combine(Repository.Root, "docs", "imported-models.md");
        if (Environment.GetEnvironmentVariable("MOBILENETGEN_ACCEPT") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text, File.ReadAllText(path));
    }

    [Theory]
    [InlineData("person", 1)]
    [InlineData("no_person", 0)]
    public void The_person_detector_sees_the_person(string picture, int expected)
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        using var imported = new ImportedNetwork("tflite-micro/person_detect.tflite");

        // The file holds the network's integers bit for bit, the last row first, behind a header and a palette.
        var bitmap = File.ReadAllBytes(Repository.Model($"tflite-micro/{picture}.bmp"));
        var pixels = bitmap.AsSpan(BitConverter.ToInt32(bitmap, 10));
        var input = new float[96 * 96];
        for (var index = 0; index < input.Length; index++)
        {
            var value = (sbyte)pixels[((95 - (index / 96)) * 96) + (index % 96)];
            input[index] = (float)(imported.Network.Info.Preprocessing!.RangeLow + ((value + 128) / 255.0 * (imported.Network.Info.Preprocessing.RangeHigh - imported.Network.Info.Preprocessing.RangeLow)));
        }

        var scores = imported.Network.Run(input)[0];
        Assert.Equal(expected, Ranking.Top(scores, 1)[0].Index);
    }

    [Fact]
    public void A_network_that_was_never_trained_has_the_structure_of_MobileNetV4()
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        using var imported = new ImportedNetwork("netkit/mobilenetv4_small_int8.tflite");
        var output = imported.Network.Run(new float[imported.Network.Info.Inputs[0].Length])[0];
        Assert.True(output.All(float.IsFinite));
        Assert.InRange(imported.Network.Info.Parameters, 2_000_000, 4_000_000);
    }

    [Theory]
    [InlineData("vww", "mlcommons-tiny/vww_96_int8.tflite")]
    [InlineData("nested", "aianytime-waste/keras_model.h5", "--preprocess", "keras")]
    [InlineData("open shape", "paddleocr/ch_ppocr_mobile_v2.0_cls_infer.onnx", "--preprocess", "keras", "--shape", "1x3x48x192")]
    public void Others_run_and_give_finite_numbers(string what, string model, params string[] options)
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        using var imported = new ImportedNetwork(model, options);
        var output = imported.Network.Run(new float[imported.Network.Info.Inputs[0].Length])[0];
        Assert.True(output.All(float.IsFinite) && output.Distinct().Count() > 1, what);
    }
}
