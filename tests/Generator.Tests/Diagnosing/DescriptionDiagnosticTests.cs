using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Diagnosing;

/// <summary>What a description may not say: each mistake is named where it stands, with what would be accepted.</summary>
public sealed class DescriptionDiagnosticTests
{
    internal const string Input = "\"input\": { \"height\": 8, \"width\": 8, \"channels\": 3 }";

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
}
