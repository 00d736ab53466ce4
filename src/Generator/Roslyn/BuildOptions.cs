using System.Text;
using Microsoft.CodeAnalysis.Diagnostics;
using MobileNetGen.Generator.Emit;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>What the package's targets say of a project and its files. It comes in base64: the compiler takes what stands after # or ; for a comment.</summary>
internal static class BuildOptions
{
    /// <summary>The folder of the project, by the SDK where the package's targets are not imported; an empty text if neither says it.</summary>
    public static string ProjectDirectory(AnalyzerConfigOptions options) =>
        Decoded(options, "build_property.MobileNetGenEncodedProject") is { Length: > 0 } directory
        ? directory
        : options.TryGetValue("build_property.ProjectDir", out var plain) ? plain : "";

    /// <summary>The folder of the documentation, with a slash at the end; an empty text if it is not said.</summary>
    public static string Docs(AnalyzerConfigOptions options) => Decoded(options, "build_property.MobileNetGenEncodedDocs");

    /// <summary>The tiers that the project names, as it names them; an empty text if it names none.</summary>
    public static string Tiers(AnalyzerConfigOptions options) => Decoded(options, "build_property.MobileNetGenEncodedTiers");

    /// <summary>The model file that an additional file was imported from; null for a description that somebody wrote.</summary>
    public static string? Model(AnalyzerConfigOptions options) =>
        Decoded(options, "build_metadata.AdditionalFiles.MobileNetGenEncodedModel") is { Length: > 0 } model ? model : null;

    /// <summary>Where the names of an imported model's classes are once the program runs; null where it has none.</summary>
    public static LabelsFile? Labels(AnalyzerConfigOptions options) =>
        Decoded(options, "build_metadata.AdditionalFiles.MobileNetGenEncodedLabels") is { Length: > 0 } name
        ? new LabelsFile(
            name,
            options.TryGetValue("build_metadata.AdditionalFiles.MobileNetGenEmbed", out var embed) && embed.Equals("true", StringComparison.OrdinalIgnoreCase))
        : null;

    /// <summary>An empty text too for what is no base64, which only somebody else than the targets can have written.</summary>
    private static string Decoded(AnalyzerConfigOptions options, string name)
    {
        try
        {
            return options.TryGetValue(name, out var value) ? Encoding.UTF8.GetString(Convert.FromBase64String(value)) : "";
        }
        catch (FormatException)
        {
            return "";
        }
    }
}
