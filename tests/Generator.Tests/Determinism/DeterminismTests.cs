using System.Collections.Immutable;
using System.Globalization;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Determinism;

/// <summary>The output is a function of the description alone: not of the host's culture, nor of its line ends, nor of the run.</summary>
public sealed class DeterminismTests
{
    /// <summary>Fractions, negative numbers, numbers above a thousand, and names with the letter that Turkish spells otherwise.</summary>
    private const string Description = """
        { "name": "TITANIC image",
          "inputs": [
            { "name": "I", "height": 40, "width": 40, "channels": 3, "preprocess": { "crop": 0.875, "range": [-1.5, 1.25], "mean": [0.485, 0.456, 0.406],
              "deviation": [0.229, 0.224, 0.225] } },
            { "name": "i", "height": 20, "width": 20, "channels": 32 } ],
          "width": 0.75,
          "defaults": { "batchNorm": true, "epsilon": 0.00001, "activation": "relu6" },
          "layers": [
            { "kind": "conv", "filters": 42, "kernel": [3, 1], "stride": 2, "padding": [1, 1, 0, 0] },
            { "kind": "concat", "name": "İI", "inputs": ["conv_1", "i"] },
            { "kind": "separable", "filters": 64, "repeat": 2 },
            { "kind": "upsample", "method": "bilinear" },
            { "kind": "averagePool", "kernel": 3, "padding": "same" },
            { "kind": "globalAveragePool" },
            { "kind": "dense", "units": 1001, "activation": "softmax" } ],
          "outputs": [ { "name": "Iı", "layer": "dense_1" }, { "layer": "İI" } ] }
        """;

    public static TheoryData<string> Cultures => ["tr-TR", "de-DE", "fa-IR", "ar-SA", "sv-SE", "hi-IN", "made up"];

    [Theory, MemberData(nameof(Cultures))]
    public void A_culture_changes_no_byte(string name)
    {
        var culture = Culture(name);
        Assert.SkipWhen(culture.NumberFormat.NumberDecimalSeparator == "."
            && culture.NumberFormat.NegativeSign == "-"
            && culture.NumberFormat.NumberGroupSizes is [3]
            && culture.TextInfo.ToUpper('i') == 'I', "this machine has no data of cultures");
        var expected = Generate(Description);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = culture;
            Assert.Equal(expected, Generate(Description));
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory, MemberData(nameof(Cultures))]
    public void Nor_a_letter_of_a_diagnostic(string name)
    {
        const string wrong =
            """{ "input": { "height": -1.5, "width": 100000, "channels": 3 }, "layers": [ { "kind": "RELU" }, { "kind": "conv", "filters": 0.25 } ] }""";
        var expected = Messages(wrong);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Culture(name);
            Assert.Equal(expected, Messages(wrong));
        }
        finally
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Line_ends_of_the_description_change_no_byte()
    {
        var lines = Description.ReplaceLineEndings("\n");
        Assert.Equal(Generate(lines), Generate(lines.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(Generate(lines), Generate(lines.Replace("\n", "\r", StringComparison.Ordinal)));
        Assert.Equal(Generate(lines), Generate("\uFEFF" + lines));
    }

    [Fact]
    public void Generated_lines_end_in_one_character() =>
        Assert.All(Generate(Description.ReplaceLineEndings("\r\n")).Values, text => Assert.DoesNotContain('\r', text));

    [Fact]
    public void Two_runs_give_the_same_text() => Assert.Equal(Generate(Description), Generate(Description));

    [Fact]
    public void The_order_of_files_and_sources_changes_no_byte()
    {
        var project = HostProject.Described(Description)
            .WithNetwork("Other", "other.json")
            .WithFile("other.json", Passes.Network(3, 3, 3, """{ "kind": "relu" }"""));
        var reversed = new HostProject([.. project.Sources.Reverse()], [.. project.Files.Reverse()]);
        Assert.Equal(GeneratorRun.Of(project).AssertCompiles().Sources, GeneratorRun.Of(reversed).Sources);
    }

    private static ImmutableSortedDictionary<string, string> Generate(string description) => GeneratorRun.Of(HostProject.Described(description)).Sources;

    private static IEnumerable<string> Messages(string description) =>
        [.. GeneratorRun.Of(HostProject.Described(description)).Diagnostics.Select(problem => problem.GetMessage(CultureInfo.InvariantCulture))];

    /// <summary>A culture of the machine, or one in which no number is spelled as elsewhere.</summary>
    private static CultureInfo Culture(string name)
    {
        if (name != "made up")
        {
            return CultureInfo.GetCultureInfo(name);
        }

        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = "٫";
        culture.NumberFormat.NumberGroupSeparator = "٬";
        culture.NumberFormat.NumberGroupSizes = [4, 2];
        culture.NumberFormat.NegativeSign = "\u200e−";
        culture.NumberFormat.PositiveSign = "plus";
        culture.NumberFormat.PositiveInfinitySymbol = "∞";
        culture.NumberFormat.NaNSymbol = "¬";
        return culture;
    }
}
