using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace MobileNetGen.Generator.Tests.Harness;

/// <summary>A project whose text has <c>«»</c> around the place that a diagnostic must point at.</summary>
internal static class Marked
{
    /// <summary>A description with one mistake.</summary>
    public static void Json(string id, string marked, params string[] said) =>
        Check(GeneratorRun.Of(HostProject.Described(Plain(marked))), id, "net.json", marked, said);

    /// <summary>A source with one mistake, in a project with these files.</summary>
    public static void Source(string id, string marked, HostProject project, params string[] said) =>
        Check(GeneratorRun.Of(project.WithSource("Marked.cs", Plain(marked))), id, "Marked.cs", marked, said);

    /// <summary>Fails unless there is one diagnostic, of this id, exactly there, whose sentence has all these parts.</summary>
    private static void Check(GeneratorRun run, string id, string file, string marked, string[] said)
    {
        var problem = Assert.Single(run.Diagnostics);
        Assert.Equal(id, problem.Id);
        Assert.Equal($"file://{ProjectOptions.Docs}diagnostics.md#{id.ToLowerInvariant()}", problem.Descriptor.HelpLinkUri);
        var place = problem.Location.GetLineSpan();
        Assert.Equal(HostProject.PathOf(file), place.Path);
        Assert.Equal(Span(marked), place.Span);
        var message = problem.GetMessage(CultureInfo.InvariantCulture);
        Assert.All(said, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.Matches(@"[.?]$", message);
    }

    private static string Plain(string marked) =>
        marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);

    private static LinePositionSpan Span(string marked)
    {
        var start = marked.IndexOf('«', StringComparison.Ordinal);
        return SourceText.From(Plain(marked)).Lines.GetLinePositionSpan(TextSpan.FromBounds(start, marked.IndexOf('»', StringComparison.Ordinal) - 1));
    }
}
