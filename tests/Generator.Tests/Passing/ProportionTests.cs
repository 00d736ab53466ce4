using System.Globalization;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

/// <summary>
/// Work is in proportion to a file's length, whatever it holds. The limit is far above what each of these takes, and far below what squares of
/// lengths take.
/// </summary>
public sealed class ProportionTests
{
    private const int Max = 4096;
    private const string Input = "\"input\": { \"height\": 8, \"width\": 8, \"channels\": 3 }";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(100);

    public static TheoryData<string, string> Descriptions => new()
    {
        { "unknown keys", $$"""{ {{Input}}, {{Many(20_000, index => $"\"key{index}\": {index}")}} }""" },
        { "layers beyond the limit", Layers(Many(50_000, _ => """{ "kind": "conv", "filters": 3 }""")) },
        { "layers back to front", Layers(Many(Max, index => Relu(Max - index, index == Max - 1 ? "input" : $"l{Max - index - 1}"))) },
        { "layers in a circle", Layers(Many(Max, index => Relu(index, $"l{(index + 1) % Max}"))) },
        {
            "layers that read what is not there",
            Layers(Many(Max, index => $$"""{ "kind": "add", "inputs": [{{Many(50, other => $"\"{index}.{other}\"")}}] }"""))
        },
        { "a width that depends on all layers before", Layers(Many(Max - 1, index => Relu(index)) + """, { "kind": "invertedResidual", "filters": 8 }""") },
        { "a long key that holds many values", $$"""{ "{{new string('k', 1 << 20)}}": [{{Many(1 << 18, _ => "1")}}] }""" },
        { "a key of dots", $$"""{ "{{new string('.', 1 << 20)}}": 1 }""" },
        { "a long list where a number is accepted", $$"""{ "width": [{{Many(1 << 18, index => Invariant.Format(index))}}] }""" },
        { "a network beside a long name", $$"""{ "name": "{{new string('n', 1 << 20)}}" }""" },
    };

    [Theory, MemberData(nameof(Descriptions))]
    public void It_ends(string what, string json)
    {
        // Of the processor, so that other programs on the machine do not count.
        var before = Environment.CpuUsage.TotalTime;
        var run = GeneratorRun.Once(HostProject.Described(json));
        var taken = Environment.CpuUsage.TotalTime - before;
        Assert.True(taken < s_patience, $"{what}: {taken}");
        Assert.All(run.Diagnostics, problem => Assert.InRange(problem.GetMessage(CultureInfo.InvariantCulture).Length, 1, 3 * AcceptedText.MaxCharacters));
    }

    private static string Relu(int index, string? input = null) =>
        $$"""{ "kind": "relu", "name": "l{{index}}"{{(input is null ? "" : $", \"inputs\": [\"{input}\"]")}} }""";

    private static string Layers(string layers) => $$"""{ {{Input}}, "layers": [{{layers}}] }""";

    private static string Many(int count, Func<int, string> item) => string.Join(", ", Enumerable.Range(0, count).Select(item));
}
