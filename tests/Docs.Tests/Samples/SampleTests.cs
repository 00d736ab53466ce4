using System.Collections.Immutable;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using MobileNetGen.Generator;
using MobileNetGen.Generator.Json;
using Xunit;

namespace MobileNetGen.Docs.Tests.Samples;

/// <summary>What the documentation shows compiles, and leads somewhere.</summary>
public sealed class SampleTests
{
    /// <summary>What <c>ImplicitUsings</c> gives a console project.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    internal static readonly ImmutableArray<MetadataReference> References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(NetworkInfo).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Imaging.ImageFile).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Training.TrainingLoop).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(Quantization.Quantizer).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(AspNetCore.IServedModel).Assembly.Location),
        .. Directory.GetFiles(Path.GetDirectoryName(typeof(Microsoft.AspNetCore.Builder.WebApplication).Assembly.Location)!, "Microsoft.*.dll")
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    public static TheoryData<string, int, string> CSharp =>
        [.. Page.Blocks("csharp").Select(block => new TheoryDataRow<string, int, string>(block.Page, block.Number, block.Text))];

    public static TheoryData<string, int, string> Json =>
        [.. Page.Blocks("json").Select(block => new TheoryDataRow<string, int, string>(block.Page, block.Number, block.Text))];

    public static TheoryData<string> Pages => [.. Page.All];

    [Theory, MemberData(nameof(CSharp))]
    public void Every_block_of_C_sharp_compiles_without_a_warning(string page, int number, string text)
    {
        Assert.True(number > 0, page);
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var isProgram = CSharpSyntaxTree.ParseText(text, options, cancellationToken: TestContext.Current.CancellationToken)
            .GetCompilationUnitRoot(TestContext.Current.CancellationToken).Members
            .Any(member => member is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax);
        var compilation = CSharpCompilation.Create(
            "Sample",
            [
                CSharpSyntaxTree.ParseText(ImplicitUsings, options, cancellationToken: TestContext.Current.CancellationToken),
                CSharpSyntaxTree.ParseText(Attributed(text), options, "/sample/Program.cs", cancellationToken: TestContext.Current.CancellationToken),
            ],
            References,
            new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable)
                // As every project has it: a library for an older .NET means the newer one.
                .WithSpecificDiagnosticOptions([new("CS1701", ReportDiagnostic.Suppress)]));
        CSharpGeneratorDriver.Create(
                [new MobileNetGenerator().AsSourceGenerator()],
                [new DescriptionText(File.ReadAllText(Path.Combine(Repository.Root, "network.json")))],
                options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var whole, out var problems, TestContext.Current.CancellationToken);
        Assert.Empty(problems);
        Assert.Empty(whole.GetDiagnostics(TestContext.Current.CancellationToken).Where(problem => problem.Severity >= DiagnosticSeverity.Warning));
    }

    [Theory, MemberData(nameof(Json))]
    public void Every_description_compiles(string page, int number, string text)
    {
        Assert.True(number > 0, page);
        Assert.Empty(JsonParser.Parse(text).Then(root => NetworkCompiler.Compile(root, "Sample")).Problems);
    }

    [Theory, MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_page_and_a_heading_that_are_there(string page) => Assert.All(
        Page.Links(page).Where(link => !link.Contains("://", StringComparison.Ordinal)),
        link =>
        {
            var parts = link.Split('#');
            var target = parts[0].Length == 0 ? Path.Combine(Repository.Root, page) : Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, parts[0]);
            Assert.True(Path.Exists(target), $"{link} is not there.");
            if (parts.Length == 2)
            {
                Assert.Contains(parts[1], Page.Anchors(File.ReadAllText(target)));
            }
        });

    /// <summary>The README shows the attributes' form indented in a list, without a using.</summary>
    private static string Attributed(string text) => text.Contains("using MobileNetGen;", StringComparison.Ordinal) ? text : "using MobileNetGen;\n" + text;

    private sealed class DescriptionText(string text) : AdditionalText
    {
        public override string Path => "/sample/network.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
