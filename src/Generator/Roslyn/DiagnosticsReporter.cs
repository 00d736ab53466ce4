using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>Says what is wrong, where it stands: in the description's text, at an attribute, or at the class.</summary>
internal static class DiagnosticsReporter
{
    public static void Report(SourceProductionContext output, ImmutableArray<CompiledNetwork> networks, ImmutableArray<AdditionalText> files, Compilation compilation, string docs)
    {
        foreach (var network in networks)
        {
            foreach (var problem in network.Problems)
            {
                var location = network.File is { } file
                    ? InFile(file, problem.Path, files, output.CancellationToken)
                    : AtClass(network.Declaration, problem.Path, compilation, output.CancellationToken);
                output.ReportDiagnostic(Diagnostic.Create(Diagnostics.WithHelp(Diagnostics.Of(problem.Kind), docs), location, problem.Message));
            }
        }

        foreach (var group in networks.Where(network => network.Program is not null).GroupBy(network => network.Program!.Name, StringComparer.Ordinal))
        {
            foreach (var network in group.Skip(1))
            {
                var location = AtClass(network.Declaration, "", compilation, output.CancellationToken);
                output.ReportDiagnostic(Diagnostic.Create(Diagnostics.WithHelp(Diagnostics.Of(ProblemKind.DuplicateNetwork), docs), location, $"two networks are called \"{group.Key}\"; give each a \"name\" of its own."));
            }
        }
    }

    private static Location InFile(string path, string place, ImmutableArray<AdditionalText> files, CancellationToken cancellation)
    {
        var text = files.First(file => file.Path == path).GetText(cancellation) ?? SourceText.From("");
        var span = Find(text.ToString(), place);
        return Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
    }

    private static TextSpan Find(string text, string place)
    {
        if (place.StartsWith("@", StringComparison.Ordinal))
        {
            return new TextSpan(int.Parse(place.Substring(1), System.Globalization.CultureInfo.InvariantCulture), 0);
        }

        var ranges = JsonParser.Ranges(text);
        for (var path = place; path.Length > 0; path = Parent(path))
        {
            if (ranges.TryGetValue(path, out var range))
            {
                return new TextSpan(range.Start, range.Length);
            }
        }

        return new TextSpan(0, 0);
    }

    /// <summary>A place that the text does not have, such as one inside a preset, is shown at what holds it.</summary>
    private static string Parent(string path) => path.LastIndexOfAny(['.', '[']) is > 0 and var end ? path.Substring(0, end) : "";

    private static Location AtClass(NetworkDeclaration declaration, string place, Compilation compilation, CancellationToken cancellation)
    {
        var name = string.Join(".", new[] { declaration.Type.Namespace }.Where(part => part is not null)
            .Concat([declaration.MetadataName]));
        if (compilation.GetTypeByMetadataName(name) is not { } symbol)
        {
            return Location.None;
        }

        for (var path = place; path.Length > 0; path = Parent(path))
        {
            var attribute = AttributeReader.Paths(symbol, cancellation).FirstOrDefault(entry => entry.Path == path).Data;
            if (attribute?.ApplicationSyntaxReference is { } reference)
            {
                return Location.Create(reference.SyntaxTree, reference.Span);
            }
        }

        return symbol.Locations[0];
    }
}
