using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Machine;
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
            .Select((pair, cancellation) => DescriptionFile.Read(pair.Left, pair.Right.GetOptions(pair.Left), cancellation))
            .WithTrackingName(TrackingNames.Files);

        var projectDirectory = context.AnalyzerConfigOptionsProvider.Select((options, _) => BuildOptions.ProjectDirectory(options.GlobalOptions));
        var tiers = context.AnalyzerConfigOptionsProvider.Select((options, _) => TierSet.Read(BuildOptions.Tiers(options.GlobalOptions)));
        var docs = context.AnalyzerConfigOptionsProvider.Select((options, _) => BuildOptions.Docs(options.GlobalOptions));

        var declarations = context.SyntaxProvider
            .ForAttributeWithMetadataName(DeclarationReader.AttributeName, (node, _) => node is TypeDeclarationSyntax, DeclarationReader.Read)
            .WithTrackingName(TrackingNames.Declarations);

        var networks = declarations
            .Combine(files.Collect().Combine(projectDirectory))
            .Select((pair, _) => (Declaration: pair.Left, Match: FileMatch.Find(pair.Left, pair.Right.Right, pair.Right.Left)))
            .Select((pair, _) => CompiledNetwork.From(pair.Declaration, pair.Match))
            .WithTrackingName(TrackingNames.Networks);

        var kernels = networks.Collect()
            .SelectMany((all, _) => NamedKernel.Distinct(all.SelectMany(network => network.Kernels)))
            .WithTrackingName(TrackingNames.Kernels);

        var sources = networks.Collect()
            .SelectMany((all, _) => Spines.Of(all))
            .Combine(tiers)
            .Select((pair, _) => EmittedSource.Spine(pair.Left.Network, pair.Left.HintName, pair.Right.Value ?? TierSet.All));
        var kernelSources = kernels.Combine(tiers)
            .Select((pair, _) => EmittedSource.Kernel(pair.Left, pair.Right.Value ?? TierSet.All));
        context.RegisterSourceOutput(sources, static (output, source) => source.AddTo(output));
        context.RegisterSourceOutput(kernelSources, static (output, source) => source.AddTo(output));

        // Only this branch knows positions, so that white space moves diagnostics and re-emits nothing.
        var faults = sources.Where(source => source.Fault is not null).Collect()
            .Combine(kernelSources.Where(source => source.Fault is not null).Collect())
            .Select((pair, _) => pair.Left.AddRange(pair.Right));
        context.RegisterSourceOutput(
            networks.Collect().Combine(faults).Combine(tiers).Combine(context.AdditionalTextsProvider.Collect())
                .Combine(context.CompilationProvider.Combine(docs)),
            static (output, input) =>
            {
                var ((((all, failed), asked), texts), (compilation, folder)) = input;
                var reporter = new DiagnosticsReporter(output, texts, compilation, folder);
                reporter.Report(asked.Problems);
                reporter.Report(all, failed);
            });
    }
}
