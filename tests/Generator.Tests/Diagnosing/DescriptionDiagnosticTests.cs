using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Diagnosing;

/// <summary>What a description may not say: each mistake is named where it stands, with what would be accepted.</summary>
public sealed class DescriptionDiagnosticTests
{
    private const string Input = "\"input\": { \"height\": 8, \"width\": 8, \"channels\": 3 }";

    [Fact]
    public void MNG004_a_file_that_is_not_JSON() => Marked.Json(
        "MNG004",
        "{\n  \"layers\": [ «»; ]\n}",
        "\";\" stands", "a value is expected");

    [Fact]
    public void MNG004_a_file_that_ends_too_early() => Marked.Json("MNG004", "{\n  \"layers\": [\n«»", "the file ends", "a value is expected");

    [Fact]
    public void MNG004_a_file_that_holds_no_object() => Marked.Json("MNG004", "«»[1, \"a\"]", "[1, \"a\"]", "an object is accepted");

    [Fact]
    public void MNG005_a_key_that_the_layer_does_not_have() => Marked.Json(
        "MNG005",
        $$"""
        { {{Input}},
          "layers": [
            { "kind": "relu" },
            { "kind": "conv", "filters": 4, "strides": «[2, 2]» } ] }
        """,
        "\"strides\"", "\"conv\"", "stride");

    /// <summary>Keys that look like places of other kinds, and keys that would show themselves otherwise than they are.</summary>
    [Theory]
    [InlineData("@x", "\"@x\"")]
    [InlineData("@7", "\"@7\"")]
    [InlineData("layers[0].kind", "\"layers[0].kind\"")]
    [InlineData("a.b", "\"a.b\"")]
    [InlineData("", "\"\"")]
    [InlineData("[\\\"x", "\"[\"x\"")]
    [InlineData("\\u001b[2J\\u202e", "\\u001b[2J\\u202e")]
    [InlineData("\\ud800", "\\ud800")]
    public void MNG005_a_key_of_any_form(string key, string shown) => Marked.Json(
        "MNG005",
        $$"""{ {{Input}}, "layers": [ { "kind": "relu" } ], "{{key}}": «[1]» }""",
        "a network has no " + (shown[0] == '"' ? shown : $"\"{shown}\""));

    [Fact]
    public void MNG005_a_key_that_a_network_does_not_have() => Marked.Json(
        "MNG005",
        $$"""{ {{Input}}, "layers": [ { "kind": "relu" } ], "author": «"me"» }""",
        "a network", "\"author\"", "layers, outputs");

    [Fact]
    public void MNG006_a_kind_that_there_is_not() => Marked.Json(
        "MNG006",
        $$"""
        { {{Input}},
          "layers": [ { "kind": «"lstm"» } ] }
        """,
        "\"lstm\"", "\"conv\"", "\"softmax\"");

    [Theory]
    [InlineData("""{ "kind": "conv", "filters": 4, "stride": «0» }""", "\"stride\" is 0", "1 to 1024")]
    [InlineData("""{ "kind": "conv", "filters": «4.5» }""", "\"filters\" is 4.5", "1 to 65536")]
    [InlineData("""{ "kind": "conv", "filters": 4, "kernel": «[3, 3, 3]» }""", "[3, 3, 3]", "[height, width]")]
    [InlineData("""{ "kind": "conv", "filters": 4, "padding": «"full"» }""", "\"full\"", "\"same\"")]
    [InlineData("""{ "kind": "conv", "filters": 4, "bias": «"yes"» }""", "\"yes\"", "true or false")]
    [InlineData("""{ "kind": "conv", "filters": 4, "epsilon": «-1» }""", "\"epsilon\" is -1", "of 0 or more")]
    [InlineData("""{ "kind": "separable", "filters": 4, "repeat": 3, "kernel": «0» }""", "\"kernel\" is 0", "1 to 1024")]
    [InlineData("""{ "kind": "conv", "filters": 4, "activation": «"selu"» }""", "\"selu\"", "\"relu6\"")]
    [InlineData("""{ "kind": "relu", "name": «""» }""", "\"\"", "a text of 1 to 4096 characters")]
    [InlineData("""{ "kind": "relu", "name": «"a\ud800b"» }""", "a\\ud800b", "a text of 1 to 4096 characters")]
    [InlineData("""{ "kind": "relu", "repeat": «null» }""", "null", "1 to 256")]
    [InlineData("""{ "kind": "add", "inputs": «"input"» }""", "\"input\"", "an array of names")]
    [InlineData("""{ "kind": "pad", "padding": «"same"» }""", "\"same\"", "[top, bottom, left, right]")]
    [InlineData("""{ "kind": "pad", "padding": [0, 0, 0, 0], "value": «1e39» }""", "1E+39", "a float32 number")]
    [InlineData("""{ "kind": "leakyRelu", "alpha": «-1e39» }""", "-1E+39", "a float32 number")]
    [InlineData("""{ "kind": "clip", "min": «"low"» }""", "\"low\"", "a float32 number")]
    [InlineData("""{ "kind": "clip", "min": 1.5, "max": «1» }""", "\"max\" is 1", "1.5 or more")]
    [InlineData("""{ "kind": "reshape", "shape": «[8, 24]» }""", "[8, 24]", "[height, width, channels]")]
    [InlineData("""{ "kind": "reduceSum", "axes": «"wh"» }""", "\"wh\"", "\"hw\"")]
    [InlineData("""{ "kind": "concat", "inputs": ["input", "input"], "axis": «"n"» }""", "\"n\"", "\"h\" or \"w\" or \"c\"")]
    [InlineData("""{ "kind": "slice", "rows": «[1]» }""", "[1]", "[begin, end] or [begin, end, step]")]
    [InlineData("""{ "kind": "transpose", "axes": «"hwh"» }""", "\"hwh\"", "\"chw\"")]
    [InlineData("""{ "kind": "l2Normalize", "epsilon": «0» }""", "\"epsilon\" is 0", "from 1E-37")]
    [InlineData("""{ "kind": "convTranspose", "filters": 4, "outputPadding": «-1» }""", "-1", "from 0 to 1023")]
    [InlineData("""«7»""", "7", "an object")]
    public void MNG007_a_value_that_is_not_accepted(string layer, string found, string accepted) => Marked.Json(
        "MNG007",
        $$"""
        { {{Input}},
          "layers": [
            {{layer}} ] }
        """,
        found, accepted);

    [Theory]
    [InlineData("\"order\": «\"gray\"»", "\"gray\"", "have 3")]
    [InlineData("\"range\": «[0, 1, 2]»", "[0, 1, 2]", "2 numbers")]
    [InlineData("\"deviation\": «[1, 1, 0]»", "[1, 1, 0]", "numbers above 0")]
    [InlineData("\"resize\": «\"cubic\"»", "\"cubic\"", "\"bilinear-antialias\"")]
    [InlineData("\"crop\": «-1»", "-1", "from 0 to 1 (0 for no crop)")]
    [InlineData("\"shortSide\": «0»", "0", "from 1 to 16384")]
    [InlineData("\"fit\": \"sides\", \"shortSide\": «256»", "\"sides\"", "go together")]
    [InlineData("\"crop\": «0.5», \"shortSide\": 256", "\"crop\"", "for the other fits")]
    [InlineData("\"fit\": «\"box\"»", "\"bilinear\"", "\"bilinear-antialias\"")]
    [InlineData("\"resize\": \"nearest\", \"roundToBytes\": «true»", "bytes already", "\"bilinear\"")]
    public void MNG007_a_preprocessing_that_is_not_accepted(string entry, string found, string accepted) => Marked.Json(
        "MNG007",
        $$"""{ "input": { "height": 8, "width": 8, "channels": 3, "preprocess": { {{entry}} } }, "layers": [ { "kind": "relu" } ] }""",
        found, accepted);

    [Fact]
    public void MNG007_weights_that_are_no_hash() => Marked.Json(
        "MNG007",
        $$"""{ {{Input}}, "weights": «"weights.safetensors"», "layers": [ { "kind": "relu" } ] }""",
        "\"weights\"", "a SHA-256 of 64 hexadecimal digits");

    [Fact]
    public void MNG008_a_key_that_is_missing() => Marked.Json(
        "MNG008",
        $$"""{ {{Input}}, "layers": [ «{ "kind": "conv" }» ] }""",
        "\"filters\" is missing", "1 to 65536");

    [Fact]
    public void MNG008_a_key_that_is_missing_in_a_repeated_layer_is_missed_once() => Marked.Json(
        "MNG008",
        $$"""{ {{Input}}, "layers": [ «{ "kind": "separable", "repeat": 3 }» ] }""",
        "\"filters\" is missing");

    [Fact]
    public void MNG008_a_clip_without_bounds() => Marked.Json(
        "MNG008",
        $$"""{ {{Input}}, "layers": [ «{ "kind": "clip" }» ] }""",
        "\"min\" and \"max\" are missing", "a float32 number");

    [Fact]
    public void MNG008_neither_input_nor_inputs() => Marked.Json(
        "MNG008",
        """«»{ "layers": [ { "kind": "relu" } ] }""",
        "\"input\", an object, or \"inputs\"");

    [Fact]
    public void MNG009_a_name_that_stands_twice() => Marked.Json(
        "MNG009",
        $$"""
        { {{Input}},
          "layers": [
            { "kind": "relu", "name": "a" },
            { "kind": "relu", "name": «"a"» } ] }
        """,
        "\"a\"", "a name of its own");

    [Fact]
    public void MNG009_two_outputs_of_one_name() => Marked.Json(
        "MNG009",
        $$"""
        { {{Input}}, "layers": [ { "kind": "relu", "name": "a" } ],
          "outputs": [ { "name": "x", "layer": "a" }, { "name": «"x"», "layer": "a" } ] }
        """,
        "two outputs", "\"x\"", "a name of its own");

    [Fact]
    public void MNG009_two_layers_whose_weights_would_have_one_name() => Marked.Json(
        "MNG009",
        $$"""
        { {{Input}},
          "layers": [
            { "kind": "conv", "name": "a", "filters": 4, "batchNorm": true },
            «{ "kind": "batchNorm", "name": "a_bn" }» ] }
        """,
        "\"a_bn\"", "rename one");

    [Fact]
    public void MNG010_an_input_that_is_no_layer() => Marked.Json(
        "MNG010",
        $$"""
        { {{Input}},
          "layers": [
            { "kind": "relu", "name": "a" },
            { "kind": "add", "inputs": [ "a", «"b"» ] } ] }
        """,
        "\"b\"", "input, a, add_1 are accepted");

    [Fact]
    public void MNG010_an_output_of_no_layer() => Marked.Json(
        "MNG010",
        $$"""{ {{Input}}, "layers": [ { "kind": "relu", "name": "a" } ], "outputs": [ { "layer": «"b"» } ] }""",
        "\"b\"", "input, a are accepted");

    [Fact]
    public void MNG011_layers_that_read_each_other() => Marked.Json(
        "MNG011",
        $$"""
        { {{Input}},
          "layers": [
            { "kind": "relu", "name": "start" },
            { "kind": "add", "name": "a", "inputs": «[ "start", "c" ]» },
            { "kind": "relu", "name": "b" },
            { "kind": "relu", "name": "c" } ] }
        """,
        "b → c → a → b", "circle");

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
    [InlineData("""{ "kind": "convTranspose", "filters": 4, "padding": "valid", "stride": 2, "outputPadding": [0, 2] }""", "outputPadding 0×2", "smaller than the stride")]
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
        "\"mobilenet-v1\" has no flavor \"torchvision\"", "\"keras\" is accepted", "mobilenet-v2 (torchvision)", "mobilenet-v4-conv-small (timm)");

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
    public void MNG022_more_problems_than_are_shown()
    {
        var keys = string.Concat(Enumerable.Range(0, 20_000).Select(index => $", \"key{index}\": 1"));
        var run = GeneratorRun.Once(HostProject.Described($$"""{ {{Input}}, "layers": [ { "kind": "relu" } ]{{keys}} }"""));
        Assert.Equal(100, run.Diagnostics.Count(problem => problem.Id == "MNG005"));
        var rest = Assert.Single(run.Diagnostics, problem => problem.Id == "MNG022");
        Assert.StartsWith("19,900 more problems are left out", rest.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
