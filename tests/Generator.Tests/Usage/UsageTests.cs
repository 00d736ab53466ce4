using System.Collections.Immutable;
using System.Globalization;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using MobileNetGen.Generator.Roslyn.Usage;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Usage;

/// <summary>Calls of generated networks that cannot work, or leave memory behind; <c>«»</c> mark what is reported.</summary>
public sealed class UsageTests
{
    private const string Create = "Net.Create(MobileNetGen.WeightSource.CreateRandom(1))";

    [Theory]
    [InlineData("network.Run(«new float[11]», new float[12]);", "has 11 floats, and Net needs 12; Net.InputLength is accepted.")]
    [InlineData("network.Run(new float[12], «new float[3 + 1]»);", "the output has 4 floats")]
    [InlineData("var scores = new float[4]; network.Run(new float[Net.InputLength], «scores»);", "the output has 4 floats")]
    [InlineData("var scores = new float[4]; network.Run(new float[Net.InputLength], «scores.AsSpan()»);", "the output has 4 floats")]
    [InlineData("System.Span<float> scores = stackalloc float[4]; network.Run(new float[Net.InputLength], «scores»);", "the output has 4 floats")]
    [InlineData("network.Profile(«new float[1]», new float[12], new System.TimeSpan[1]);", "the input has 1 floats")]
    [InlineData("network.Run(new byte[12], 2, 2, «new float[5]»);", "the output has 5 floats")]
    public async Task MNG101_memory_of_another_length(string statement, string said) =>
        await Check("MNG101", $"using var network = {Create}; {statement}", said);

    [Theory]
    [InlineData("network.Run(new float[12], new float[12]);")]
    [InlineData("network.Run(new float[count], new float[12]);")]
    [InlineData("network.Run(new float[24].AsSpan(12), new float[12]);")]
    [InlineData("var scores = new float[4]; scores = new float[12]; network.Run(new float[12], scores);")]
    [InlineData("var scores = new float[4]; System.Array.Resize(ref scores, 12); network.Run(new float[12], scores);")]
    [InlineData("network.RunBatch(new float[24], new float[24], 2);")]
    public async Task Memory_whose_length_is_right_or_not_known_is_not_reported(string statement) =>
        await Check("", $"using var network = {Create}; {statement}", "");

    [Theory]
    [InlineData($"«{Create}»;")]
    [InlineData($"«{Create}».Run(new float[12], new float[12]);")]
    [InlineData($"var network = «{Create}»; network.Run(new float[12], new float[12]);")]
    [InlineData($"var network = «{Create}»;")]
    public async Task MNG102_a_network_that_nothing_disposes_of(string statement) => await Check("MNG102", statement, "\"using var\" does.");

    [Theory]
    [InlineData($"using var network = {Create};")]
    [InlineData($"using (var network = {Create}) {{ network.Run(new float[12], new float[12]); }}")]
    [InlineData($"using ({Create}) {{ }}")]
    [InlineData($"var network = {Create}; try {{ }} finally {{ network.Dispose(); }}")]
    [InlineData($"var network = {Create}; Keep(network);")]
    [InlineData($"Keep({Create});")]
    [InlineData($"s_kept = {Create};")]
    [InlineData($"var network = {Create}; var other = network; other.Dispose();")]
    [InlineData($"System.Func<Net> make = () => {Create}; Keep(make());")]
    public async Task A_network_that_something_may_dispose_of_is_not_reported(string statement) => await Check("", statement, "");

    private static async Task Check(string id, string marked, string said)
    {
        var text = Program(marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal));
        var found = await Analyse(text);
        if (id.Length == 0)
        {
            Assert.Empty(found);
            return;
        }

        var problem = Assert.Single(found);
        Assert.Equal((id, $"file://{ProjectOptions.Docs}diagnostics.md#{id.ToLowerInvariant()}"), (problem.Id, problem.Descriptor.HelpLinkUri));
        Assert.Contains(said, problem.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var start = Program(marked).IndexOf('«', StringComparison.Ordinal);
        var end = Program(marked).IndexOf('»', StringComparison.Ordinal) - 1;
        Assert.Equal((start, end), (problem.Location.SourceSpan.Start, problem.Location.SourceSpan.End));
    }

    private static string Program(string statements) => $$"""
        using System;
        [MobileNetGen.GeneratedNetwork]
        [MobileNetGen.NetworkInput(2, 2, 3, Order = "rgb")]
        [MobileNetGen.Layer("relu")]
        internal sealed partial class Net;

        internal static class Program
        {
            private static Net s_kept;
            private static void Keep(Net network) => s_kept = network;
            private static void Use(int count)
            {
                {{statements}}
            }
        }
        """;

    private static async Task<ImmutableArray<Diagnostic>> Analyse(string text)
    {
        var compilation = CSharpCompilation.Create(
            "Users",
            [CSharpSyntaxTree.ParseText(text, HostProject.Parse, HostProject.PathOf("Program.cs"), cancellationToken: TestContext.Current.CancellationToken)],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(NetworkInfo).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        CSharpGeneratorDriver.Create(new MobileNetGenerator()).WithUpdatedParseOptions(HostProject.Parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(generated.GetDiagnostics(TestContext.Current.CancellationToken), problem => problem.Severity == DiagnosticSeverity.Error);
        return await generated.WithAnalyzers([new NetworkUsageAnalyzer()], new AnalyzerOptions([], new ProjectOptions(HostProject.Directory)))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }
}
