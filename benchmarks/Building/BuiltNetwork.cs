using MobileNetGen.Benchmarks.Comparison;
using MobileNetGen.Quantization;

namespace MobileNetGen.Benchmarks.Building;

/// <summary>A network that a project has.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Tiers">The project's <c>MobileNetGenTiers</c>; empty where it names none.</param>
/// <param name="Description">Its description, once it is wanted: integers are made for it.</param>
internal sealed record BuiltNetwork(string Name, string Tiers, Func<string> Description)
{
    private const string V1 = """{ "preset": "mobilenet-v1" }""";
    private const string V3Small = """{ "preset": "mobilenet-v3-small" }""";
    private const string V3Large = """{ "preset": "mobilenet-v3-large" }""";

    public static readonly IReadOnlyList<BuiltNetwork> All =
    [
        // What a project costs whatever its network is.
        new("one layer", "", () => """{ "input": { "height": 8, "width": 8, "channels": 8 }, "layers": [{ "kind": "relu" }] }"""),
        new("V1 0.25/128", "", () => """{ "preset": "mobilenet-v1", "width": 0.25, "resolution": 128 }"""),
        new("V1 1.0/224", "", () => V1),
        new("V1 1.0/224 in integers", "", Integers),
        new("V2 1.0/224", "", () => """{ "preset": "mobilenet-v2" }"""),
        new("V3-Small 1.0/224", "", () => V3Small),
        new("V3-Small 1.0/224", "512;256", () => V3Small),
        new("V3-Small 1.0/224", "256", () => V3Small),
        new("V3-Large 1.0/224", "", () => V3Large),
        new("V3-Large 1.0/224", "512;256", () => V3Large),
        new("V3-Large 1.0/224", "256", () => V3Large),
        new("V4-Conv-S 224", "", () => """{ "preset": "mobilenet-v4-conv-small" }"""),
    ];

    /// <summary>Which numbers the integers have matters to no text: a few images of noise do.</summary>
    private static string Integers()
    {
        var floats = Subjects.Containing("V1").First();
        return Quantizer.Quantize(floats.Description, floats.Weights.ToSource(), [.. floats.Images(2)]).Description;
    }
}
