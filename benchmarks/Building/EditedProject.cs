using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using MobileNetGen.Generator;

namespace MobileNetGen.Benchmarks.Building;

/// <summary>
/// A project in memory with a network and a program, as editors and the compiler server hold it: what an edit leaves alone stays the same object.
/// Times are by the clock, the least of several: whoever else uses the machine makes some of them longer, and none shorter.
/// </summary>
internal sealed class EditedProject
{
    private const int Tries = 15;
    private const string Network = "[MobileNetGen.GeneratedNetwork(\"network.json\")] internal sealed partial class Net;";

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest, DocumentationMode.Parse);

    private readonly BuiltNetwork _network;
    private readonly AdditionalText _description;
    private Compilation _users;
    private GeneratorDriver _driver;
    private SyntaxTree _program;
    private int _edits;

    private EditedProject(BuiltNetwork network)
    {
        (_network, _description, _program) = (network, new Text(network.Description()), Program());
        _users = CSharpCompilation.Create(
            "Users",
            [_program, CSharpSyntaxTree.ParseText(Network, s_parse, "/project/Net.cs", Encoding.UTF8)],
            InMemoryCompiler.References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        _driver = NewDriver();
    }

    /// <exception cref="InvalidOperationException">The project does not compile.</exception>
    public static EditCost Measure(BuiltNetwork network) => new EditedProject(network).Measure();

    private EditCost Measure()
    {
        // Nothing is compiled for the first time once the clock runs.
        var whole = Generate();
        Emit(whole);
        var sources = _driver.GetRunResult().Results[0].GeneratedSources;
        return new EditCost(
            sources.Length,
            sources.Sum(source => source.SourceText.Length),
            Least(() => _driver = NewDriver(), () => Generate()),
            Least(EditProgram, () => Generate()),
            Least(EditProgram, () => Generate().GetSemanticModel(_program).GetDiagnostics()),
            Least(EditProgram, () => Emit(Generate())));
    }

    private static double Least(Action edit, Action work)
    {
        var least = double.PositiveInfinity;
        for (var turn = 0; turn < Tries; turn++)
        {
            edit();
            GC.Collect();
            var start = Stopwatch.GetTimestamp();
            work();
            least = Math.Min(least, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return least;
    }

    private Compilation Generate()
    {
        _driver = _driver.RunGeneratorsAndUpdateCompilation(_users, out var whole, out var problems);
        return problems.IsEmpty ? whole : throw new InvalidOperationException(string.Join('\n', problems));
    }

    private static void Emit(Compilation whole)
    {
        using var assembly = new MemoryStream();
        var result = whole.Emit(assembly);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Take(3)));
        }
    }

    private void EditProgram()
    {
        _edits++;
        var edited = Program();
        (_users, _program) = (_users.ReplaceSyntaxTree(_program, edited), edited);
    }

    /// <summary>A generator that remembers nothing: all passes run, and all text is written.</summary>
    private CSharpGeneratorDriver NewDriver() =>
        CSharpGeneratorDriver.Create([new MobileNetGenerator().AsSourceGenerator()], [_description], s_parse, new Options(_network.Tiers));

    private SyntaxTree Program() => CSharpSyntaxTree.ParseText(
        $$"""
        using MobileNetGen;

        using var network = Net.Create(WeightSource.CreateRandom({{_edits}}));
        var (input, output) = (new float[Net.InputLength], new float[Net.OutputLength]);
        network.Run(input, output);
        System.Console.WriteLine(output[{{_edits}}]);
        """,
        s_parse,
        "/project/Program.cs",
        Encoding.UTF8);

    private sealed class Text(string text) : AdditionalText
    {
        public override string Path => "/project/network.json";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }

    /// <summary>What the package's targets tell the compiler.</summary>
    private sealed class Options(string tiers) : AnalyzerConfigOptionsProvider
    {
        private static readonly Values s_none = new([]);

        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(new()
        {
            ["build_property.MobileNetGenEncodedProject"] = Encoded("/project/"),
            ["build_property.MobileNetGenEncodedTiers"] = Encoded(tiers),
        });

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => s_none;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => s_none;

        private static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

        private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
