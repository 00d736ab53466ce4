using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using MobileNetGen.CodeFixes;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Fixing;

/// <summary>What an editor offers for a mistake cures it: the generator has nothing to say about the result.</summary>
public sealed class CodeFixTests
{
    private static readonly string s_description = Passes.Network(8, 8, 3, """{ "kind": "relu" }""");

    [Theory]
    [InlineData(
        "[MobileNetGen.GeneratedNetwork(\"net.json\")]\ninternal sealed class Net;",
        "[MobileNetGen.GeneratedNetwork(\"net.json\")]\ninternal sealed partial class Net;")]
    [InlineData(
        "/// <summary>A.</summary>\nclass Outer\n{\n    [MobileNetGen.GeneratedNetwork(\"net.json\")]\n    class Net { }\n}",
        "/// <summary>A.</summary>\npartial class Outer\n{\n    [MobileNetGen.GeneratedNetwork(\"net.json\")]\n    partial class Net { }\n}")]
    public async Task MNG001_makes_the_class_and_those_around_it_partial(string before, string after)
    {
        var project = HostProject.Empty.WithFile("net.json", s_description);
        var solution = await Fixed(new MakePartialFix(), "MNG001", before, project);
        var text = (await solution.Projects.Single().Documents.Single().GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        Assert.Equal(after, text);
        Assert.Empty(GeneratorRun.Of(project.WithSource("Net.cs", text)).Diagnostics);
    }

    [Fact]
    public async Task MNG002_adds_a_description_that_the_generator_accepts()
    {
        const string source = "[MobileNetGen.GeneratedNetwork(\"nets/new.json\")]\ninternal sealed partial class Net;";
        var solution = await Fixed(new AddDescriptionFix(), "MNG002", source, HostProject.Empty);
        var file = Assert.Single(solution.Projects.Single().AdditionalDocuments);
        Assert.Equal((HostProject.PathOf("nets/new.json"), "new.json"), (file.FilePath, file.Name));
        var text = (await file.GetTextAsync(TestContext.Current.CancellationToken)).ToString();
        Assert.Empty(GeneratorRun.Of(HostProject.Empty.WithSource("Net.cs", source).WithFile("nets/new.json", text)).Diagnostics);
    }

    [Fact]
    public async Task MNG002_adds_a_description_that_is_there_as_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("fix");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "net.json"), s_description, TestContext.Current.CancellationToken);
            const string source = "[MobileNetGen.GeneratedNetwork(\"net.json\")]\ninternal sealed partial class Net;";
            var solution = await Fixed(new AddDescriptionFix(), "MNG002", source, HostProject.Empty, folder.FullName);
            var text = await Assert.Single(solution.Projects.Single().AdditionalDocuments).GetTextAsync(TestContext.Current.CancellationToken);
            Assert.Equal(s_description, text.ToString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The solution after the one fix that is offered for the one diagnostic.</summary>
    private static async Task<Solution> Fixed(CodeFixProvider provider, string id, string source, HostProject project, string directory = HostProject.Directory)
    {
        using var workspace = new AdhocWorkspace();
        var document = workspace
            .AddProject(ProjectInfo.Create(
                ProjectId.CreateNewId(),
                VersionStamp.Default,
                "Users",
                "Users",
                LanguageNames.CSharp,
                filePath: Path.Combine(directory, "Users.csproj"),
                metadataReferences: Net100.References.All))
            .AddDocument("Net.cs", SourceText.From(source), filePath: HostProject.PathOf("Net.cs"));
        var found = GeneratorRun.Of(project.WithSource("Net.cs", source)).Diagnostics.First(problem => problem.Id == id);
        var tree = await document.GetSyntaxTreeAsync(TestContext.Current.CancellationToken);
        var problem = Diagnostic.Create(found.Descriptor, Location.Create(tree!, found.Location.SourceSpan), "");
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, problem, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        var operations = await Assert.Single(actions).GetOperationsAsync(TestContext.Current.CancellationToken);
        return Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution;
    }
}
