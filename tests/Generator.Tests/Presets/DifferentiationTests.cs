using System.Reflection;
using MobileNetGen.Generator.Description.Presets;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Tests.Descriptions;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Presets;

/// <summary>Every network of floats that can be described can be trained.</summary>
public sealed class DifferentiationTests
{
    private static readonly string s_examples = Path.Combine(
        typeof(DifferentiationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "ProjectDirectory").Value!,
        "..",
        "..",
        "examples",
        "networks");

    public static TheoryData<string> Presets =>
        new(PresetCatalog.All.Select(preset => $$"""{ "preset": "{{preset.Name}}", "flavor": "{{preset.Flavor}}" }"""));

    public static TheoryData<string> Examples =>
        new(Directory.EnumerateFiles(s_examples, "*.json").Select(file => Path.GetFileName(file)));

    [Fact]
    public void Every_kind_of_layer_has_gradients()
    {
        Train(TwoFormsTests.EveryKindOfFloats);
        foreach (var axes in AxisSet.All)
        {
            Train($$"""{ "input": { "height": 4, "width": 3, "channels": 2 }, "layers": [ { "kind": "pointwise", "filters": 5 }, """
                + $$"""{ "kind": "reduceMax", "axes": "{{axes.DisplayText}}" } ] }""");
        }
    }

    [Theory, MemberData(nameof(Presets))]
    public void Every_preset_can_be_trained(string description) => Train(description);

    [Theory, MemberData(nameof(Examples))]
    public void Every_example_can_be_trained(string file) => Train(File.ReadAllText(Path.Combine(s_examples, file)));

    private static void Train(string description)
    {
        var step = NetworkCompiler.Train(Passes.Graph(description));
        Assert.Empty(step.Problems.Select(problem => problem.Message));
        Assert.NotEmpty(step.Value!.Kernels);
    }
}
