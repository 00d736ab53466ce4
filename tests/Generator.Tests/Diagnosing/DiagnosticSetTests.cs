using Microsoft.CodeAnalysis;
using MobileNetGen.Generator.Roslyn;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Diagnosing;

/// <summary>The diagnostics as a set.</summary>
public sealed class DiagnosticSetTests
{
    private static readonly DiagnosticDescriptor[] s_descriptors = [.. Enum.GetValues<ProblemKind>().Select(Diagnostics.Of)];

    [Fact]
    public void Every_id_has_a_test_and_every_such_test_an_id()
    {
        var tested = new[] { typeof(DescriptionDiagnosticTests), typeof(NetworkDiagnosticTests), typeof(ClassDiagnosticTests) }
            .SelectMany(type => type.GetMethods())
            .Where(method => method.Name.StartsWith("MNG", StringComparison.Ordinal))
            .Select(method => method.Name[..6]);
        Assert.Equal(s_descriptors.Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal), tested.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_problems_number_is_its_diagnostics() =>
        Assert.All(Enum.GetValues<ProblemKind>(), kind => Assert.Equal($"MNG{(int)kind:000}", Diagnostics.Of(kind).Id));

    [Fact]
    public void All_but_a_dropped_layer_and_problems_that_are_left_out_are_errors() => Assert.All(
        s_descriptors,
        descriptor => Assert.Equal(descriptor.Id is "MNG020" or "MNG022" ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error, descriptor.DefaultSeverity));

    [Fact]
    public void A_network_with_a_dropped_layer_is_generated_without_it()
    {
        var run = GeneratorRun.Of(
            HostProject.Described(Passes.Network(4, 4, 3, """{ "kind": "relu", "name": "side" }""", """{ "kind": "relu6", "inputs": ["input"] }""")));
        Assert.Equal("MNG020", Assert.Single(run.Diagnostics).Id);
        Assert.Equal([GeneratorRun.KernelFile("Relu6_4x4x3", "Relu6_4x4x3_4x4x3"), "Users.Net.g.cs"], run.Sources.Keys);
        Assert.DoesNotContain("side", run.Sources["Users.Net.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_of_a_description_are_reported_at_once() => Assert.Equal(
        ["MNG005", "MNG006", "MNG007", "MNG008"],
        GeneratorRun.Of(HostProject.Described(
            """{ "size": 1, "input": { "height": 4, "width": 0, "channels": 3 }, "layers": [ { "kind": "lstm" }, { "filters": 1 } ] }"""))
            .Diagnostics.Select(problem => problem.Id).Order(StringComparer.Ordinal));
}
