using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Diagnosing;

/// <summary>What a network may not be although its description can be read: shapes, counts and sizes, each named where it stands.</summary>
public sealed class NetworkDiagnosticTests
{
    private const string Input = DescriptionDiagnosticTests.Input;

    [Fact]
    public void MNG012_a_window_larger_than_its_map() => Marked.Json(
        "MNG012",
        $$"""
        { {{Input}},
          "layers": [ «{ "kind": "maxPool", "kernel": 9 }» ] }
        """,
        "8×8×3", "9×9", "use a smaller kernel");

    [Fact]
    public void MNG012_a_dense_layer_on_a_map() => Marked.Json(
        "MNG012",
        $$"""{ {{Input}}, "layers": [ «{ "kind": "dense", "units": 10 }» ] }""",
        "8×8×3", "globalAveragePool or flatten");

    [Fact]
    public void MNG012_a_sum_of_different_shapes() => Marked.Json(
        "MNG012",
        $$"""{ {{Input}}, "layers": [ { "kind": "maxPool", "name": "half" }, «{ "kind": "add", "inputs": ["input", "half"] }» ] }""",
        "8×8×3 and 4×4×3", "one shape");

    [Fact]
    public void MNG012_maps_side_by_side_that_do_not_fit() => Marked.Json(
        "MNG012",
        $$"""{ {{Input}}, "layers": [ { "kind": "maxPool", "name": "half" }, «{ "kind": "concat", "axis": "h", "inputs": ["input", "half"] }» ] }""",
        "8×8×3 and 4×4×3", "one width and as many channels");

    [Theory]
    [InlineData("""{ "kind": "reshape", "shape": [8, 8, 4] }""", "8×8×4", "192")]
    [InlineData("""{ "kind": "reshape", "shape": [268435456, 268435456, 268435456] }""", "268435456×268435456×268435456", "192")]
    [InlineData("""{ "kind": "expand", "shape": [8, 16, 3] }""", "8×16×3", "must be 1 or the shape's")]
    [InlineData("""{ "kind": "depthToSpace", "blockSize": 2 }""", "blocks of 2×2", "a multiple of 4 channels")]
    [InlineData("""{ "kind": "spaceToDepth", "blockSize": 3 }""", "blocks of 3×3", "multiples of 3 rows and columns")]
    [InlineData("""{ "kind": "slice" }""", "nothing says what is kept", "rows, columns or channels")]
    [InlineData("""{ "kind": "slice", "rows": [2, 9] }""", "rows [2, 9] are not all there", "begin may be from -8 to 7 and end from -9 to 8")]
    [InlineData("""{ "kind": "slice", "columns": [-9, 2] }""", "columns [-9, 2] are not all there", "begin may be from -8")]
    [InlineData("""{ "kind": "slice", "channels": [2, 1] }""", "channels [2, 1] are none", "end lies after begin")]
    [InlineData("""{ "kind": "slice", "rows": [2, 4, -2] }""", "rows [2, 4, -2] are none", "end lies before begin")]
    [InlineData("""{ "kind": "slice", "rows": [2, 4, 0] }""", "a step of 0", "any other is accepted")]
    [InlineData("""{ "kind": "convTranspose", "filters": 4, "groups": 2 }""", "3 channels and 4 filters", "2 equal groups")]
    [InlineData("""{ "kind": "convTranspose", "filters": 4, "padding": "same", "stride": 2, "outputPadding": 1 }""", "\"same\" padding", "\"symmetric\"")]
    [InlineData(
        """{ "kind": "convTranspose", "filters": 4, "padding": "valid", "stride": 2, "outputPadding": [0, 2] }""",
        "outputPadding 0×2",
        "smaller than the stride")]
    [InlineData("""{ "kind": "convTranspose", "filters": 4, "padding": [5, 5, 0, 0] }""", "cuts everything off", "pad less")]
    public void MNG012_a_shape_that_cannot_be(string layer, string found, string accepted) => Marked.Json(
        "MNG012",
        $$"""{ {{Input}}, "layers": [ «{{layer}}» ] }""",
        found, accepted);

    [Fact]
    public void MNG012_no_layers() => Marked.Json("MNG012", $$"""{ {{Input}}, "layers": «[]» }""", "\"layers\" is empty", "at least one");

    [Fact]
    public void MNG013_a_sum_of_one() => Marked.Json(
        "MNG013",
        $$"""{ {{Input}}, "layers": [ { "kind": "relu" }, «{ "kind": "add" }» ] }""",
        "has 1 input;", "2 or more");

    [Fact]
    public void MNG013_a_pooling_of_two() => Marked.Json(
        "MNG013",
        $$"""{ {{Input}}, "layers": [ «{ "kind": "maxPool", "inputs": ["input", "input"] }» ] }""",
        "has 2 inputs", "maxPool takes one");

    [Fact]
    public void MNG014_a_preset_that_there_is_not() => Marked.Json(
        "MNG014",
        """{ "preset": «"mobilenet-v9"», "width": 0.5 }""",
        "\"mobilenet-v9\"", "\"mobilenet-v1\"");

    [Fact]
    public void MNG014_a_flavor_that_a_preset_has_not() => Marked.Json(
        "MNG014",
        """{ "preset": "mobilenet-v1", "flavor": «"torchvision"» }""",
        "\"mobilenet-v1\" has no flavor \"torchvision\"", "\"keras\", \"transformers\", \"timm\", \"timm-h\" are accepted",
        "mobilenet-v2 (torchvision)", "mobilenet-v4-conv-small (timm)");

    [Theory]
    [InlineData("""{ "preset": "mobilenet-v2", "pooling": «"avg"» }""", "only where \"includeTop\" is false")]
    [InlineData("""{ "preset": "mobilenet-v2", "includeTop": false, "classes": «10» }""", "only where \"includeTop\" is true")]
    [InlineData("""{ "preset": "mobilenet-v2", "includeTop": false, "classifierActivation": «"none"» }""", "only where \"includeTop\" is true")]
    [InlineData("""{ "preset": "mobilenet-v2", "includePreprocessing": «false» }""", "only for mobilenet-v3-large (keras)")]
    public void MNG007_an_option_of_a_preset_without_effect(string json, string expected) => Marked.Json("MNG007", json, "has no effect here", expected);

    [Fact]
    public void MNG007_a_stride_that_no_depthwise_convolution_has() => Marked.Json(
        "MNG007",
        $$"""{ {{Input}}, "layers": [ { "kind": "universalInvertedBottleneck", "filters": 8, "middleKernel": 0, "stride": «2» } ] }""",
        "no depthwise convolution", "a stride of 1");

    [Fact]
    public void MNG018_a_tensor_that_is_too_large() => Marked.Json(
        "MNG018",
        """
        { "input": { "height": 8192, "width": 8192, "channels": 4 },
          "layers": [ «{ "kind": "upsample", "factor": 64 }» ] }
        """,
        "524288×524288×4", "268,435,456");

    [Fact]
    public void MNG018_weights_that_are_too_many() => Marked.Json(
        "MNG018",
        """
        { "input": { "height": 1, "width": 1, "channels": 4096 },
          "layers": «[ { "kind": "dense", "units": 1048576 } ]» }
        """,
        "4,296,015,872", "1,073,741,824");

    [Fact]
    public void MNG020_a_layer_that_no_output_depends_on() => Marked.Json(
        "MNG020",
        $$"""
        { {{Input}},
          "layers": [
            { "kind": "conv", "filters": 4, "name": "kept" },
            «{ "kind": "separable", "filters": 4, "name": "side" }»,
            { "kind": "relu", "name": "last", "inputs": ["kept"] } ] }
        """,
        "\"side\" is dropped", "no output depends on it", "is kept");

    [Fact]
    public void MNG020_layers_of_a_preset_that_no_output_depends_on() => Marked.Json(
        "MNG020",
        """{ "preset": «"mobilenet-v2"», "resolution": 32, "outputs": [ { "layer": "Conv_1_bn" } ] }""",
        "4 layers, \"out_relu\" to \"predictions_softmax\", are dropped", "depends on them");

    [Fact]
    public void MNG018_more_layers_than_are_accepted() => Marked.Json(
        "MNG018",
        $$"""{ {{Input}}, "layers": «[ {{string.Join(", ", Enumerable.Repeat("{ \"kind\": \"relu\" }", 5000))}} ]» }""",
        "\"layers\" has 5,000 entries", "4,096 are accepted");

    [Fact]
    public void MNG018_more_repetitions_than_are_accepted() => Marked.Json(
        "MNG018",
        $$"""{ {{Input}}, "layers": «[ {{string.Join(", ", Enumerable.Repeat("{ \"kind\": \"relu\", \"repeat\": 256 }", 17))}} ]» }""",
        "4,352 layers, with their repetitions", "4,096 are accepted");

    [Fact]
    public void MNG023_a_layer_without_a_rule_for_its_gradient()
    {
        const string Layers =
            """[ { "kind": "pointwise", "filters": 4 }, { "kind": "quantize", "precision": "uint8" }, { "kind": "dequantize", "name": "floats" } ]""";
        var project = HostProject.Described($$"""{ {{Input}}, "layers": {{Layers}} }""");
        Assert.Empty(GeneratorRun.Once(project).Diagnostics);
        var trainable = project.WithSource(
            "Net.cs",
            """namespace Users; [MobileNetGen.GeneratedNetwork("net.json", Trainable = true)] public sealed partial class Net;""");
        var problem = Assert.Single(GeneratorRun.Once(trainable).Diagnostics);
        Assert.Equal("MNG023", problem.Id);
        Assert.Contains(
            "\"floats\" (dequantize) cannot be trained through",
            problem.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Fact]
    public void MNG022_more_problems_than_are_shown()
    {
        var keys = string.Concat(Enumerable.Range(0, 20_000).Select(index => $", \"key{index}\": 1"));
        var run = GeneratorRun.Once(HostProject.Described($$"""{ {{Input}}, "layers": [ { "kind": "relu" } ]{{keys}} }"""));
        Assert.Equal(100, run.Diagnostics.Count(problem => problem.Id == "MNG005"));
        var rest = Assert.Single(run.Diagnostics, problem => problem.Id == "MNG022");
        Assert.StartsWith("19,900 more problems are left out", rest.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
