using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Models;

/// <summary>Models that others trained and exported, against the answers of other runtimes. Needs the models folder beside the repository.</summary>
public sealed class RealModelTests
{
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData("derived/mobilenet_v1_0.25_128.onnx", "keras")]
    [InlineData("st-services/mobilenet_v2_0.35_128_tfs_channel_first.onnx", "keras")]
    public void Float_models_give_the_references_numbers(string model, string preprocess)
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        var golden = Golden.Of(model);
        using var imported = new ImportedNetwork(model, "--preprocess", preprocess);
        foreach (var answer in golden.Answers)
        {
            var output = imported.Network.Run(golden.Input(answer.Picture))[0];
            var range = answer.Output.Max() - answer.Output.Min();
            Assert.Equal(answer.Output.Length, output.Length);
            Assert.All(answer.Output.Zip(output), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Tolerance * range));
        }
    }

    [Theory]
    [InlineData("nnstreamer/mobilenet_v2_quant.onnx", "torchvision")]
    public void Dequantised_models_see_at_least_two_photos_less_than_their_quantised_references(string model, string? preprocess)
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        var golden = Golden.Of(model);
        using var imported = new ImportedNetwork(model, preprocess is null ? [] : ["--preprocess", preprocess]);
        var answers = golden.HundredPhotos().Select(photo => Ranking.Top(imported.Network.Run(photo)[0], 1)[0].Index).ToList();
        var right = answers.Where((answer, photo) => answer == (10 * photo) + golden.ClassOffset).Count();
        TestContext.Current.SendDiagnosticMessage($"{model}: {right} right, the reference {golden.PhotosRight}; they agree on {answers.Zip(golden.Photos!).Count(pair => pair.First == pair.Second)}");
        Assert.InRange(right, golden.PhotosRight - 2, 100);
    }
}
