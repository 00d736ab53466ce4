using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

/// <summary>The generator never throws: whatever a file holds ends in a network or in problems.</summary>
public sealed class RobustnessTests
{
    private const string Seed = """
        { "inputs": [ { "name": "a", "height": 9, "width": 8, "channels": 3, "preprocess": { "crop": 0.5, "range": [0, 1], "mean": [1, 2, 3] } },
          { "height": 9, "width": 8, "channels": 3 } ],
          "width": 0.5, "defaults": { "padding": "same", "batchNorm": true },
          "layers": [
            { "kind": "conv", "name": "c", "filters": 4, "kernel": [3, 1], "stride": 2, "padding": [1, 1, 0, 0] },
            { "kind": "separable", "filters": 8, "repeat": 2 },
            { "kind": "add", "inputs": ["c", "separable_2"] },
            { "kind": "upsample", "factor": 2 }, { "kind": "maxPool" }, { "kind": "flatten" }, { "kind": "dense", "units": 3, "activation": "softmax" } ],
          "outputs": [ { "name": "o", "layer": "dense_1" }, { "layer": "c" } ] }
        """;

    private static readonly string[] s_pieces =
    [
        "0",
        "-1",
        "1e9",
        "1e300",
        "0.5",
        "\"\"",
        "\"c\"",
        "\"a\"",
        "null",
        "true",
        "[]",
        "{}",
        "[1,2]",
        "{",
        "}",
        "]",
        ",",
        "\"",
        "\\",
        "//",
        "\u0000",
        "\ud800",
    ];

    [Fact]
    public void No_mutilated_description_makes_it_throw()
    {
        var random = new Random(7);
        var (networks, refusals) = (0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var text = Seed;
            for (var edit = random.Next(1, 3); edit > 0; edit--)
            {
                text = Mutilate(text, random);
            }

            var result = JsonParser.Parse(text).Then(root => NetworkCompiler.Graph(root, "Net"));
            Assert.True(result.Value is not null || result.Problems.Count > 0, text);
            _ = result.Value is null ? refusals++ : networks++;
        }

        Assert.True(networks > 500 && refusals > 500, $"{networks} networks and {refusals} refusals are no mixture");
    }

    [Fact]
    public void No_value_in_any_place_makes_it_throw()
    {
        foreach (var range in JsonParser.Locate(Seed)!.Ranges.Values)
        {
            foreach (var piece in s_pieces)
            {
                var result = JsonParser.Parse(Seed.Remove(range.Start, range.Length).Insert(range.Start, piece))
                    .Then(root => NetworkCompiler.Compile(root, "Net"));
                Assert.True(result.Value is not null || result.Problems.Count > 0);
            }
        }
    }

    [Theory]
    [InlineData("""{ "inputs": [], "layers": [ { "kind": "relu" } ] }""")]
    [InlineData("""{ "inputs": [], "layers": [ { "kind": "relu", "inputs": [] } ] }""")]
    [InlineData("""{ "input": { "height": 1, "width": 1, "channels": 1 }, "layers": [ { "kind": "relu", "inputs": [] } ] }""")]
    [InlineData("""{ "input": { "height": 1, "width": 1, "channels": 1 }, "layers": [ { "kind": "concat", "inputs": [] } ] }""")]
    public void Nothing_to_read_is_refused(string json) =>
        Assert.NotEmpty(GeneratorRun.Of(HostProject.Described(json)).Diagnostics);

    private static string Mutilate(string text, Random random)
    {
        var start = random.Next(text.Length);
        return random.Next(8) switch
        {
            0 => text.Remove(start, Math.Min(random.Next(1, 12), text.Length - start)),
            1 => text.Insert(start, s_pieces[random.Next(s_pieces.Length)]),
            _ => Replaced(text, random),
        };
    }

    /// <summary>With another value in one value's place.</summary>
    private static string Replaced(string text, Random random)
    {
        var ranges = JsonParser.Locate(text)?.Ranges.Values.ToArray() ?? [];
        if (ranges.Length == 0)
        {
            return text;
        }

        var (to, from) = (ranges[random.Next(ranges.Length)], ranges[random.Next(ranges.Length)]);
        var piece = random.Next(2) == 0 ? s_pieces[random.Next(s_pieces.Length)] : text.Substring(from.Start, from.Length);
        return text.Length > 10_000 ? text : text.Remove(to.Start, to.Length).Insert(to.Start, piece);
    }
}
