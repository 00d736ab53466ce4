using System.Globalization;
using Xunit;

namespace MobileNetGen.Tool.Tests.Published;

/// <summary>
/// Networks that published packages carry, several of them cut out between a preprocessor and a decoder that are no network, give the answers of
/// TensorFlow.js and ONNX Runtime.
/// </summary>
public sealed class PublishedNetworkTests(PublishedNetworks networks) : IClassFixture<PublishedNetworks>
{
    private const double Tolerance = 1e-4;
    private const string Begin = "<!-- published -->\n";
    private const string End = "<!-- end of published -->";

    public static TheoryData<string> Names => [.. PublishedNetwork.All.Select(network => network.Name)];

    [Theory(Explicit = true)]
    [MemberData(nameof(Names))]
    public void It_gives_the_answers_that_another_runtime_gave(string name) =>
        Assert.InRange(networks.Departure(PublishedNetwork.All.First(network => network.Name == name)), 0, Tolerance);

    /// <summary>MOBILENETGEN_ACCEPT=1 writes the table.</summary>
    [Fact(Explicit = true)]
    public void The_documentation_prints_the_differences()
    {
        var path = Path.Combine(Repository.Root, "docs", "imported-models.md");
        var text = File.ReadAllText(path);
        var (start, stop) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        var table = string.Concat(PublishedNetwork.All.Select(Row).Prepend("| file | package | | held to | difference |\n|---|---|---|---|---:|\n"));
        if (Environment.GetEnvironmentVariable("MOBILENETGEN_ACCEPT") == "1")
        {
            File.WriteAllText(path, text[..start] + table + text[stop..]);
            return;
        }

        Assert.Equal(table, text[start..stop]);
    }

    private string Row(PublishedNetwork network) => string.Create(
        CultureInfo.InvariantCulture,
        $"| `{network.File}` | {network.Package} | {network.What} | {network.Peer} | {networks.Departure(network):0e+0} |\n");
}
