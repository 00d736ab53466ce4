using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Roslyn.Usage;

/// <summary>Finds calls of generated networks that cannot work, or that leave memory behind. What it is not sure of, it does not report.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NetworkUsageAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_wrongLength =
        Diagnostics.DescribeUsage("MNG101", "The memory has another length than the network needs", DiagnosticSeverity.Warning);
    private static readonly DiagnosticDescriptor s_notDisposed =
        Diagnostics.DescribeUsage("MNG102", "The network is not disposed of", DiagnosticSeverity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_wrongLength, s_notDisposed];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(DeclarationReader.AttributeName) is { } attribute)
            {
                start.RegisterOperationAction(call => Check(call, attribute), OperationKind.Invocation);
            }
        });
    }

    private static void Check(OperationAnalysisContext context, INamedTypeSymbol attribute)
    {
        var call = (IInvocationOperation)context.Operation;
        var network = call.TargetMethod.ContainingType;
        if (!network.GetAttributes().Any(data => SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute)))
        {
            return;
        }

        if (call.TargetMethod is { IsStatic: true, Name: "Create" })
        {
            if (Ownership.IsLost(call))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Diagnostics.WithHelp(s_notDisposed, Docs(context)),
                    call.Syntax.GetLocation(),
                    $"{network.Name} holds memory outside the garbage collector's heap, and nothing disposes of it; \"using var\" does."));
            }
        }
        else if (call.TargetMethod.Name is "Run" or "Profile")
        {
            CheckLength(context, call, "input", Constant(network, "InputLength"));
            CheckLength(context, call, "output", Constant(network, "OutputLength"));
        }
    }

    private static void CheckLength(OperationAnalysisContext context, IInvocationOperation call, string parameter, int? expected)
    {
        var argument = call.Arguments.FirstOrDefault(candidate => candidate.Parameter?.Name == parameter);
        if (argument is not null && expected is { } length && ConstantLength.Of(argument.Value) is { } found && found != length)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                Diagnostics.WithHelp(s_wrongLength, Docs(context)),
                argument.Syntax.GetLocation(),
                $"the {parameter} has {Invariant.Format(found)} floats, and {call.TargetMethod.ContainingType.Name} needs {Invariant.Format(length)}; "
                    + $"{call.TargetMethod.ContainingType.Name}.{(parameter == "input" ? "InputLength" : "OutputLength")} is accepted."));
        }
    }

    private static string Docs(OperationAnalysisContext context) =>
        BuildOptions.Docs(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);

    private static int? Constant(INamedTypeSymbol network, string name) =>
        network.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault()?.ConstantValue as int?;
}
