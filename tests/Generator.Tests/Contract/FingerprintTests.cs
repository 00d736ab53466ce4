using System.Text.RegularExpressions;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Contract;

/// <summary>Packed weights are told apart by the fingerprint of the network that they were packed for.</summary>
public sealed partial class FingerprintTests
{
    private const string Conv = """{ "kind": "conv", "name": "c", "filters": 4, "kernel": 3, "batchNorm": true, "epsilon": 0.001 }""";
    private const string Dense = """{ "kind": "globalAveragePool" }, { "kind": "dense", "name": "d", "units": 2 }""";

    private static readonly string s_fingerprint = Of(Conv, Dense);

    [Theory]
    [InlineData("\"epsilon\": 0.001", "\"epsilon\": 0.00001")]
    [InlineData("\"name\": \"c\"", "\"name\": \"stem\"")]
    [InlineData("\"filters\": 4", "\"filters\": 8")]
    [InlineData("\"kernel\": 3", "\"kernel\": [3, 1]")]
    [InlineData("\"batchNorm\": true", "\"batchNorm\": false")]
    public void Whatever_changes_packed_weights_changes_it(string what, string to) =>
        Assert.NotEqual(
            s_fingerprint,
            Of(Conv.Replace(what, to, StringComparison.Ordinal).Replace("false, \"epsilon\": 0.001", "false", StringComparison.Ordinal), Dense));

    [Fact]
    public void What_leaves_packed_weights_alone_leaves_it_alone() =>
        Assert.Equal(s_fingerprint, Of(Conv, """{ "kind": "relu6" }""", Dense, """{ "kind": "softmax" }"""));

    private static string Of(params string[] layers)
    {
        var spine = GeneratorRun.Of(HostProject.Described(Passes.Network(4, 4, 3, layers))).Sources["Users.Net.g.cs"];
        return Fingerprint().Match(spine).Groups[1].Value;
    }

    [GeneratedRegex("Fingerprint = 0x([0-9a-f]{16})UL,")]
    private static partial Regex Fingerprint();
}
