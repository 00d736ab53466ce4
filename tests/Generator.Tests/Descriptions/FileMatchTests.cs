using MobileNetGen.Generator.Roslyn;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Descriptions;

/// <summary>How the path in an attribute finds its file, on any system.</summary>
public sealed class FileMatchTests
{
    private static readonly DescriptionFile[] s_files =
    [
        .. new[] { "/project/net.json", "/project/Models/net.json", "/project/Models/deep.json", "C:\\elsewhere\\shared.json" }
            .Select(path => new DescriptionFile(path, Result<Generator.Description.ObjectNode>.Success(Passes.Parse("{}")))),
    ];

    [Theory]
    [InlineData("net.json", "/project", "/project/net.json")]
    [InlineData("net.json", "/project/Models", "/project/Models/net.json")]
    [InlineData("./net.json", "/project/Code", "/project/net.json")]
    [InlineData("Models/net.json", "/project/Code", "/project/Models/net.json")]
    [InlineData("Models\\net.json", "/project/Code", "/project/Models/net.json")]
    [InlineData("../net.json", "/project/Models", "/project/net.json")]
    [InlineData("/project/Models/net.json", "/project", "/project/Models/net.json")]
    [InlineData("deep.json", "/project/Code", "/project/Models/deep.json")]
    [InlineData("shared.json", "/project", "C:\\elsewhere\\shared.json")]
    [InlineData("C:/elsewhere/shared.json", "/project", "C:\\elsewhere\\shared.json")]
    public void The_source_comes_first_then_the_project_then_the_one_file_that_ends_so(string wanted, string source, string found) =>
        Assert.Equal(found, FileMatch.Find(wanted, source, "/project/", s_files).Value?.Path);

    [Theory]
    [InlineData("et.json")]
    [InlineData("NET.json")]
    [InlineData("Other/net.json")]
    public void Part_of_a_name_finds_nothing(string wanted) =>
        Assert.Equal(ProblemKind.MissingFile, Assert.Single(FileMatch.Find(wanted, "/project", "/project", s_files).Problems).Kind);

    [Fact]
    public void What_the_build_imported_is_found_by_the_models_path()
    {
        DescriptionFile[] files = [.. s_files, new DescriptionFile("/project/obj/x/network.json", s_files[0].Content, "/project/models/x.tflite")];
        Assert.Equal("/project/obj/x/network.json", FileMatch.Find("models/x.tflite", "/project", "/project", files).Value?.Path);
    }

    [Fact]
    public void A_model_that_is_missing_is_asked_for_as_a_model() =>
        Assert.Contains(
            "<MobileNetModel Include=\"x.tflite\" />",
            Assert.Single(FileMatch.Find("x.tflite", "/project", "/project", s_files).Problems).Message,
            StringComparison.Ordinal);
}
