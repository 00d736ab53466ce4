using MobileNetGen.Generator.Roslyn;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

/// <summary>Every class that can stand in a project gets its file, and never two.</summary>
public sealed class SpineTests
{
    private static readonly HostProject s_described = HostProject.Empty.WithFile("net.json", Passes.Network(8, 8, 3, """{ "kind": "relu" }"""));

    [Theory]
    [InlineData("internal sealed partial class Net;", "internal sealed partial class NET;")]
    [InlineData("internal sealed partial class Net<T>;", "internal sealed partial class Net_1;")]
    [InlineData("internal sealed partial class Réseau\u0301;", "internal sealed partial class a\u203fb;")]
    public void Names_that_are_one_for_a_file_system_are_two_classes(string first, string second)
    {
        var run = GeneratorRun.Once(s_described.WithSource("Two.cs", $"{Annotated(first)}\n{Annotated(second)}"));
        Assert.Empty(run.Diagnostics);
        Assert.Equal(2, run.Sources.Keys.Count(name => !name.StartsWith("Kernels.", StringComparison.Ordinal)));
    }

    /// <summary>The compiler itself says that the attribute stands twice.</summary>
    [Fact]
    public void A_class_that_is_annotated_twice_gets_its_members_once()
    {
        var net = Annotated("internal sealed partial class Net;");
        var run = GeneratorRun.Once(s_described.WithSource("Twice.cs", $"{net}\n{net}"));
        Assert.Single(run.Sources.Keys, name => !name.StartsWith("Kernels.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_a_fault_with_its_reason()
    {
        var source = EmittedSource.Emit("Kernels.Conv.g.cs", "Conv", () => throw new ArithmeticException("no room"));
        Assert.Null(source.Text);
        Assert.Equal(ProblemKind.Unexpected, source.Fault!.Kind);
        Assert.Contains("ArithmeticException", source.Fault.Message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => EmittedSource.Emit("", "", () => throw new OperationCanceledException()));
    }

    private static string Annotated(string type) => $"[MobileNetGen.GeneratedNetwork(\"net.json\")] {type}";
}
