using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests.Models;

/// <summary>Models that others trained and exported, against the answers of other runtimes. Needs the models folder beside the repository.</summary>
public sealed class RealModelTests
{
    private const double Tolerance = 1e-4;

    /// <summary>The first two, of two formats.</summary>
    public static TheoryData<string> Floats => [.. ModelCase.Floats.Select((model, index) => Row(model.Model, index, few: 2))];

    /// <summary>The first, and the others where all are asked for: each takes seconds.</summary>
    public static TheoryData<string> Quantised => [.. ModelCase.Quantised.Select((model, index) => Row(model.Model, index))];

    public static TheoryData<string> Others => [.. AnswerCase.All.Select((model, index) => Row(model.Model.Model, index))];

    private static TheoryDataRow<string> Row(string model, int index, int few = 1) => new(model) { Explicit = index >= few };

    [Theory]
    [MemberData(nameof(Floats))]
    public void Float_models_give_the_references_numbers(string model)
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        Assert.InRange(FloatResult.Of(ModelCase.Find(model)).OfRange, 0, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Quantised))]
    public void Quantised_models_get_as_many_photos_right_as_their_references_or_two_less(string model)
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        var result = QuantisedResult.Of(ModelCase.Find(model));
        Assert.InRange(result.Right, result.ReferenceRight - 2, 100);
    }

    [Fact(Explicit = true)]
    public void The_table_of_results_in_the_documentation_is_what_is_measured()
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        var path = Path.Combine(Repository.Root, "docs", "imported-models.md");
        var text = ResultsTable.Write(File.ReadAllText(path));
        if (Environment.GetEnvironmentVariable("MOBILENETGEN_ACCEPT") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(text, File.ReadAllText(path));
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void Models_of_few_known_answers_give_them(string model)
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        var expected = AnswerCase.Find(model);
        var result = AnswerResult.Of(expected);
        Assert.Equal(result.Answers, result.Agreeing);
        Assert.InRange(result.OfRange, 0, expected.Tolerance);
    }

    [Fact]
    public void A_network_that_was_never_trained_has_the_structure_of_MobileNetV4()
    {
        Assert.SkipWhen(Repository.Models is null, "the folder shared/models is not there");
        using var folder = new TemporaryFolder();
        Assert.Equal(ToolProgram.Done, ToolRun.Of("import", Repository.Model("netkit/mobilenetv4_small_int8.tflite"), "-o", folder.Name).Exit);
        Assert.InRange(new FileInfo(folder.Path("weights.safetensors")).Length, 2_000_000, 4_000_000);
    }
}
