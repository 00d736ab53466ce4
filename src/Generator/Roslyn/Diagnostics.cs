using Microsoft.CodeAnalysis;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>A diagnostic for every kind of problem.</summary>
internal static class Diagnostics
{
    private const string Category = "MobileNetGen";

    private static readonly DiagnosticDescriptor s_notPartial = Describe("MNG001", "A generated network is a partial class");
    private static readonly DiagnosticDescriptor s_missingFile = Describe("MNG002", "The description is not among the additional files");
    private static readonly DiagnosticDescriptor s_ambiguousFile = Describe("MNG003", "Several additional files could be the description");
    private static readonly DiagnosticDescriptor s_invalidJson = Describe("MNG004", "The description is not JSON");
    private static readonly DiagnosticDescriptor s_unknownProperty = Describe("MNG005", "There is no such key");
    private static readonly DiagnosticDescriptor s_unknownLayerKind = Describe("MNG006", "There is no such layer kind");
    private static readonly DiagnosticDescriptor s_invalidValue = Describe("MNG007", "The value is not accepted");
    private static readonly DiagnosticDescriptor s_missingProperty = Describe("MNG008", "A key is missing");
    private static readonly DiagnosticDescriptor s_duplicateName = Describe("MNG009", "A name stands twice");
    private static readonly DiagnosticDescriptor s_danglingInput = Describe("MNG010", "There is no layer of that name");
    private static readonly DiagnosticDescriptor s_cyclicInput = Describe("MNG011", "Layers read each other in a circle");
    private static readonly DiagnosticDescriptor s_impossibleShape = Describe("MNG012", "The layer has no possible shape");
    private static readonly DiagnosticDescriptor s_wrongInputCount = Describe("MNG013", "The layer has too few or too many inputs");
    private static readonly DiagnosticDescriptor s_unknownPreset = Describe("MNG014", "There is no such preset");
    private static readonly DiagnosticDescriptor s_duplicateNetwork = Describe("MNG015", "Two networks have one name");
    private static readonly DiagnosticDescriptor s_nothingDescribed = Describe("MNG016", "Nothing describes the network");
    private static readonly DiagnosticDescriptor s_mixedDescription = Describe("MNG017", "A file and attributes describe one network");
    private static readonly DiagnosticDescriptor s_tooLarge = Describe("MNG018", "The network is too large");
    private static readonly DiagnosticDescriptor s_unsupportedType = Describe("MNG019", "The class cannot be a network");
    private static readonly DiagnosticDescriptor s_unusedLayer = Describe("MNG020", "No output depends on the layer", DiagnosticSeverity.Warning);
    private static readonly DiagnosticDescriptor s_unexpected = Describe("MNG021", "The generator failed");
    private static readonly DiagnosticDescriptor s_problemsLeftOut = Describe("MNG022", "Problems are left out", DiagnosticSeverity.Warning);
    private static readonly DiagnosticDescriptor s_notDifferentiable = Describe("MNG023", "The layer cannot be trained through");
    private static readonly DiagnosticDescriptor s_unknownTier = Describe("MNG024", "There is no such tier");

    public static DiagnosticDescriptor Of(ProblemKind kind) => kind switch
    {
        ProblemKind.NotPartial => s_notPartial,
        ProblemKind.MissingFile => s_missingFile,
        ProblemKind.AmbiguousFile => s_ambiguousFile,
        ProblemKind.InvalidJson => s_invalidJson,
        ProblemKind.UnknownProperty => s_unknownProperty,
        ProblemKind.UnknownLayerKind => s_unknownLayerKind,
        ProblemKind.InvalidValue => s_invalidValue,
        ProblemKind.MissingProperty => s_missingProperty,
        ProblemKind.DuplicateName => s_duplicateName,
        ProblemKind.DanglingInput => s_danglingInput,
        ProblemKind.CyclicInput => s_cyclicInput,
        ProblemKind.ImpossibleShape => s_impossibleShape,
        ProblemKind.WrongInputCount => s_wrongInputCount,
        ProblemKind.UnknownPreset => s_unknownPreset,
        ProblemKind.DuplicateNetwork => s_duplicateNetwork,
        ProblemKind.NothingDescribed => s_nothingDescribed,
        ProblemKind.MixedDescription => s_mixedDescription,
        ProblemKind.TooLarge => s_tooLarge,
        ProblemKind.UnusedLayer => s_unusedLayer,
        ProblemKind.Unexpected => s_unexpected,
        ProblemKind.ProblemsLeftOut => s_problemsLeftOut,
        ProblemKind.NotDifferentiable => s_notDifferentiable,
        ProblemKind.UnknownTier => s_unknownTier,
        _ => s_unsupportedType,
    };

    /// <summary>A mistake at a call of a network.</summary>
    public static DiagnosticDescriptor DescribeUsage(string id, string title, DiagnosticSeverity severity) =>
        new(id, title, "{0}", Category + ".Usage", severity, isEnabledByDefault: true);

    /// <summary>The descriptor with a link to its section in the documentation, which lies beside the package's targets.</summary>
    /// <param name="docs">The folder of the documentation, with a slash at the end; an empty text if it is not there.</param>
    public static DiagnosticDescriptor WithHelp(DiagnosticDescriptor descriptor, string docs) => Uri.TryCreate(docs, UriKind.Absolute, out var folder)
        ? new(
            descriptor.Id,
            descriptor.Title,
            descriptor.MessageFormat,
            descriptor.Category,
            descriptor.DefaultSeverity,
            descriptor.IsEnabledByDefault,
            helpLinkUri: $"{folder.AbsoluteUri}diagnostics.md#{descriptor.Id.ToLowerInvariant()}")
        : descriptor;

    private static DiagnosticDescriptor Describe(string id, string title, DiagnosticSeverity severity = DiagnosticSeverity.Error) =>
        new(id, title, "{0}", Category, severity, isEnabledByDefault: true);
}
