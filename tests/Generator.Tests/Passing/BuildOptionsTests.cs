using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using MobileNetGen.Generator.Roslyn;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

/// <summary>Names pass from the build to the generator whole.</summary>
public sealed class BuildOptionsTests
{
    [Theory]
    [InlineData("/home/c#/net")]
    [InlineData("/a;b/ # é \"q\" 日本")]
    public void The_compiler_takes_nothing_of_a_name_for_a_comment(string directory)
    {
        var text = $"is_global = true\nbuild_property.MobileNetGenEncodedProject = "
            + $"{Convert.ToBase64String(Encoding.UTF8.GetBytes(directory))}\nbuild_property.ProjectDir = {directory}\n";
        var set = AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(SourceText.From(text), "/.globalconfig") });
        Assert.Equal(directory, BuildOptions.ProjectDirectory(new Options(set.GlobalConfigOptions.AnalyzerOptions)));
    }

    [Fact]
    public void The_SDKs_own_name_stands_in_where_the_targets_are_not_imported() =>
        Assert.Equal("/project/", BuildOptions.ProjectDirectory(new Options(new Dictionary<string, string> { ["build_property.projectdir"] = "/project/" })));

    [Fact]
    public void What_is_no_base64_says_nothing() =>
        Assert.Equal("", BuildOptions.Docs(new Options(new Dictionary<string, string> { ["build_property.mobilenetgenencodeddocs"] = "docs/" })));

    private sealed class Options(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key.ToLowerInvariant(), out value);
    }
}
