using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>Says what is wrong, where it stands: in the description's text, at an attribute, or at the class.</summary>
internal sealed class DiagnosticsReporter(SourceProductionContext output, ImmutableArray<AdditionalText> files, Compilation compilation, string docs)
{
    private readonly Dictionary<string, Func<ProblemPlace, Location>> _files = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the project itself.</summary>
    public void Report(EquatableArray<Problem> problems)
    {
        foreach (var problem in problems)
        {
            Report(problem, Location.None);
        }
    }

    /// <param name="networks">All networks of the project.</param>
    /// <param name="faults">Files that could not be written.</param>
    public void Report(ImmutableArray<CompiledNetwork> networks, ImmutableArray<EmittedSource> faults)
    {
        foreach (var network in networks)
        {
            var fault = faults.Where(network.Needs).Select(source => source.Fault!).Take(1);
            var problems = network.Problems.Concat(fault).Select(problem => Named(problem, network)).ToList();
            if (problems.Count > 0)
            {
                var locate = Unexpected.Caught(() => Locator(network), _ => _ => Location.None);
                problems.ForEach(problem => Report(problem, Unexpected.Caught(() => locate(problem.Place), _ => Location.None)));
            }
        }

        foreach (var group in networks.Where(network => network.Program is not null).GroupBy(network => network.Program!.Name, StringComparer.Ordinal))
        {
            foreach (var network in group.Skip(1))
            {
                var problem = new Problem(ProblemKind.DuplicateNetwork, "", $"two networks are called \"{group.Key}\"; give each a \"name\" of its own.");
                Report(problem, Unexpected.Caught(() => AtClass(network.Declaration)(""), _ => Location.None));
            }
        }
    }

    /// <summary>Where a fault of the generator stands says nothing.</summary>
    private static Problem Named(Problem problem, CompiledNetwork network) =>
        problem.Kind == ProblemKind.Unexpected ? new Problem(problem.Kind, problem.Place, $"{network.Declaration.FullName}: {problem.Message}") : problem;

    private void Report(Problem problem, Location location) =>
        output.ReportDiagnostic(Diagnostic.Create(Diagnostics.WithHelp(Diagnostics.Of(problem.Kind), docs), location, problem.Message));

    private Func<ProblemPlace, Location> Locator(CompiledNetwork network)
    {
        if (network.File is not { } path)
        {
            return AtClass(network.Declaration);
        }

        if (!_files.TryGetValue(path, out var locate))
        {
            locate = InFile(path);
            _files.Add(path, locate);
        }

        return locate;
    }

    private Func<ProblemPlace, Location> InFile(string path)
    {
        var text = files.First(file => file.Path == path).GetText(output.CancellationToken) ?? SourceText.From("");
        var places = new TextPlaces(text.ToString());
        return place =>
        {
            var range = places.Find(place);
            var span = new TextSpan(range.Start, range.Length);
            return Location.Create(path, span, text.Lines.GetLinePositionSpan(span));
        };
    }

    /// <summary>The attribute that describes what the place is in, or the class.</summary>
    private Func<ProblemPlace, Location> AtClass(NetworkDeclaration declaration)
    {
        if (compilation.GetTypeByMetadataName(declaration.FullName) is not { } symbol)
        {
            return _ => Location.None;
        }

        var attributes = new Lazy<IReadOnlyList<(string Path, AttributeData Data)>>(() => AttributeReader.Paths(symbol, output.CancellationToken));
        return place => Holder(attributes.Value, place)?.ApplicationSyntaxReference is { } reference
            ? Location.Create(reference.SyntaxTree, reference.Span)
            : symbol.Locations[0];
    }

    private static AttributeData? Holder(IReadOnlyList<(string Path, AttributeData Data)> attributes, ProblemPlace place) =>
        attributes.FirstOrDefault(entry => entry.Path.Length > 0 && place is PathPlace inner && Paths.Holds(entry.Path, inner.Path)).Data;
}
