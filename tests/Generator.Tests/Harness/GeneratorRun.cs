using System.Collections.Immutable;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MobileNetGen.Generator.Support;
using Xunit;

namespace MobileNetGen.Generator.Tests.Harness;

/// <summary>The generator's work on a project, and on the project after an edit.</summary>
internal sealed class GeneratorRun
{
    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(NetworkInfo).Assembly.Location)];

    private readonly HostProject _project;
    private readonly GeneratorDriver _driver;
    private readonly Compilation _compilation;

    private GeneratorRun(HostProject project, GeneratorDriver driver)
    {
        _project = project;
        _driver = driver.RunGenerators(Users(project), TestContext.Current.CancellationToken);
        _compilation = Users(project).AddSyntaxTrees(_driver.GetRunResult().GeneratedTrees);
        Assert.Null(Result.Exception);
    }

    public GeneratorRunResult Result => _driver.GetRunResult().Results[0];

    /// <summary>By name: <c>Users.Net.g.cs</c>, <c>Kernels.Conv_4x4x8_….g.cs</c>.</summary>
    public ImmutableSortedDictionary<string, string> Sources =>
        Result.GeneratedSources.ToImmutableSortedDictionary(source => source.HintName, source => source.SourceText.ToString(), StringComparer.Ordinal);

    public IReadOnlyList<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>The name of a kernel's file.</summary>
    public static string KernelFile(string start, string specialisation) => $"Kernels.{start}_{StableHash.Short(specialisation)}.g.cs";

    /// <summary>Runs the generator on a project, and again after edits that have nothing to do with it, which must cost nothing.</summary>
    public static GeneratorRun Of(HostProject project)
    {
        var run = Once(project);
        run.After(project.WithSource("Unrelated.cs", "internal sealed class Unrelated;")).AssertNothingSince(run);
        run.After(project.WithFile("unrelated.txt", "{")).AssertNothingSince(run);
        return run;
    }

    /// <summary>Runs the generator on a project for the first time.</summary>
    public static GeneratorRun Once(HostProject project) => new(project, CSharpGeneratorDriver.Create(
        [new MobileNetGenerator().AsSourceGenerator()],
        project.Files,
        HostProject.Parse,
        Options(project),
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)));

    /// <summary>Runs the generator on an edited project, with what it remembers of this one.</summary>
    public GeneratorRun After(HostProject edited) => new(
        edited,
        (edited.Tiers == _project.Tiers ? _driver : _driver.WithUpdatedAnalyzerConfigOptions(Options(edited))).ReplaceAdditionalTexts(edited.Files));

    public GeneratorRun After(Func<HostProject, HostProject> edit) => After(edit(_project));

    /// <summary>What each output of a stage came to: <c>Cached</c>, <c>Unchanged</c>, <c>Modified</c> …</summary>
    public IReadOnlyList<(object Value, IncrementalStepRunReason Reason)> Steps(string stage) =>
        [.. Result.TrackedSteps.GetValueOrDefault(stage, []).SelectMany(step => step.Outputs)];

    /// <summary>Names of the sources whose text was written anew; the others are the very objects of the run before.</summary>
    public IReadOnlyList<string> WrittenSince(GeneratorRun before)
    {
        var known = before.Result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText);
        return [.. Result.GeneratedSources
            .Where(source => !ReferenceEquals(known.GetValueOrDefault(source.HintName), source.SourceText))
            .Select(source => source.HintName)];
    }

    /// <summary>Fails unless every stage took what it had, and no text was written anew.</summary>
    public void AssertNothingSince(GeneratorRun before)
    {
        Assert.All(StageNames.All, stage => Assert.All(Steps(stage), step =>
            Assert.True(step.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{stage} {step.Reason}: {step.Value}")));
        Assert.Empty(WrittenSince(before));
        Assert.Equal(before.Sources.Keys, Sources.Keys);
    }

    /// <summary>Compiles the whole as a strict project would: no <c>unsafe</c>, every warning an error, documentation checked.</summary>
    public GeneratorRun AssertCompiles()
    {
        Assert.Empty(Diagnostics);
        using var assembly = new MemoryStream();
        using var documentation = new MemoryStream();
        Assert.Empty(_compilation.Emit(assembly, xmlDocumentationStream: documentation, cancellationToken: TestContext.Current.CancellationToken).Diagnostics
            .Where(problem => problem.Severity >= DiagnosticSeverity.Warning));
        return this;
    }

    private static ProjectOptions Options(HostProject project) => new(HostProject.Directory + "/", project.Tiers);

    private static CSharpCompilation Users(HostProject project) => CSharpCompilation.Create(
        "Users",
        project.Sources,
        s_references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: false,
            warningLevel: 9999,
            nullableContextOptions: NullableContextOptions.Enable));
}
