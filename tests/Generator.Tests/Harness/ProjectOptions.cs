using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MobileNetGen.Generator.Tests.Harness;

/// <summary>The build properties that the generator is shown.</summary>
internal sealed class ProjectOptions(string projectDirectory, string? tiers = null) : AnalyzerConfigOptionsProvider
{
    /// <summary>Where the package's documentation would be.</summary>
    public const string Docs = "/package/docs/";

    private static readonly Values s_none = new(null, null);

    public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(projectDirectory, tiers);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => s_none;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => s_none;

    private sealed class Values(string? projectDirectory, string? tiers) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key switch
            {
                "build_property.MobileNetGenEncodedProject" when projectDirectory is not null => Encoded(projectDirectory),
                "build_property.MobileNetGenEncodedDocs" when projectDirectory is not null => Encoded(Docs),
                "build_property.MobileNetGenEncodedTiers" when tiers is not null => Encoded(tiers),
                _ => null,
            };
            return value is not null;
        }

        private static string Encoded(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
