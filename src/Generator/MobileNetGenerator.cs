using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Roslyn;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator;

/// <summary>Turns annotated partial classes and the descriptions that they name into networks.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class MobileNetGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(file => file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, _) => (File: pair.Left, Model: BuildOptions.Model(pair.Right.GetOptions(pair.Left))))
            .Select((pair, cancellation) => new DescriptionFile(pair.File.Path, JsonParser.Parse(pair.File.GetText(cancellation)?.ToString() ?? ""), pair.Model))
            .WithTrackingName(TrackingNames.Files);

        var projectDirectory = context.AnalyzerConfigOptionsProvider.Select((options, _) => BuildOptions.ProjectDirectory(options.GlobalOptions));
        var docs = context.AnalyzerConfigOptionsProvider.Select((options, _) => BuildOptions.Docs(options.GlobalOptions));

        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(DeclarationReader.AttributeName, (node, _) => node is TypeDeclarationSyntax, DeclarationReader.Read)
            .WithTrackingName(TrackingNames.Declarations);

        var networks = declarations
            .Combine(files.Collect().Combine(projectDirectory))
            .Select((pair, _) => (Declaration: pair.Left, Match: pair.Left.DescriptionPath is { } path
                ? FileMatch.Find(path, pair.Left.SourceDirectory, pair.Right.Right, pair.Right.Left)
                : null))
            .Select((pair, _) => CompiledNetwork.From(pair.Declaration, pair.Match))
            .WithTrackingName(TrackingNames.Networks);

        var kernels = networks.Collect()
            .SelectMany((all, _) => DistinctKernels(all))
            .WithTrackingName(TrackingNames.Kernels);

        context.RegisterSourceOutput(networks, EmitSpine);
        context.RegisterSourceOutput(kernels, static (output, kernel) => Add(output, $"Kernels.{kernel.Name}.g.cs", KernelEmitter.Emit(kernel)));

        // Only this branch knows positions, so that white space moves diagnostics and re-emits nothing.
        context.RegisterSourceOutput(
            networks.Collect().Combine(context.AdditionalTextsProvider.Collect()).Combine(context.CompilationProvider.Combine(docs)),
            static (output, input) => DiagnosticsReporter.Report(output, input.Left.Left, input.Left.Right, input.Right.Left, input.Right.Right));
    }

    private static IEnumerable<KernelSpec> DistinctKernels(ImmutableArray<CompiledNetwork> networks) =>
        networks.Where(network => network.Program is not null)
            .SelectMany(network => network.Program!.Kernels)
            .GroupBy(kernel => kernel.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.First());

    private static void EmitSpine(SourceProductionContext output, CompiledNetwork network)
    {
        if (network.Program is { } program)
        {
            Add(output, network.Declaration.HintName, SpineEmitter.Emit(program, network.Declaration.Type));
        }
    }

    private static void Add(SourceProductionContext output, string name, string text)
    {
        output.CancellationToken.ThrowIfCancellationRequested();
        output.AddSource(name, SourceText.From(text, Encoding.UTF8));
    }
}
