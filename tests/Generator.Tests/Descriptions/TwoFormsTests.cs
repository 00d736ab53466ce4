using System.Text.RegularExpressions;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Descriptions;

/// <summary>JSON and attributes end in the same bytes.</summary>
public sealed partial class TwoFormsTests
{
    /// <summary>A network with a layer of every kind.</summary>
    internal const string EveryKind = """
        { "inputs": [
            { "name": "image", "height": 24, "width": 20, "channels": 3,
              "preprocess": { "resize": "bilinear-antialias-float", "roundToBytes": true, "fit": "sides", "crop": 0.875, "windowRounding": "down",
                "order": "bgr", "range": [-1, 1], "mean": [0.1, 0.2, 0.3], "deviation": [1, 2, 0.5] } },
            { "height": 12, "width": 10, "channels": 8 } ],
          "defaults": { "padding": "symmetric", "epsilon": 0.01, "activation": "relu6", "bias": true, "batchNorm": true },
          "layers": [
            { "kind": "conv", "name": "stem", "filters": 8, "kernel": [3, 5], "stride": 2, "padding": [1, 1, 2, 2], "epsilon": 0.00001 },
            { "kind": "add", "inputs": ["stem", "input_2"], "activation": "relu" },
            { "kind": "depthwise", "kernel": 3, "dilation": [1, 2], "bias": false, "activation": "none" },
            { "kind": "pointwise", "filters": 12, "stride": [1, 1], "batchNorm": false, "scaleWidth": false },
            { "kind": "separable", "filters": 12, "repeat": 2 },
            { "kind": "invertedResidual", "filters": 12, "expansion": 2.5, "kernel": 5, "squeezeRatio": 0.5, "gate": "sigmoid", "residual": false },
            { "kind": "squeezeExcite", "squeezeChannels": 4 },
            { "kind": "universalInvertedBottleneck", "filters": 12, "expanded": 24, "startKernel": 3, "middleKernel": 0 },
            { "kind": "fusedInvertedBottleneck", "filters": 12 },
            { "kind": "batchNorm", "epsilon": 0.1 },
            { "kind": "relu" },
            { "kind": "gelu" },
            { "kind": "geluTanh" },
            { "kind": "elu", "alpha": 0.7 },
            { "kind": "abs" },
            { "kind": "erf" },
            { "kind": "sqrt" },
            { "kind": "exp" },
            { "kind": "log" },
            { "kind": "hardSigmoid" },
            { "kind": "hardSwish" },
            { "kind": "leakyRelu", "alpha": 0.2 },
            { "kind": "clip", "min": -0.5, "max": 3 },
            { "kind": "sigmoid" },
            { "kind": "swish" },
            { "kind": "tanh" },
            { "kind": "prelu", "name": "sloped" },
            { "kind": "resize", "size": [6, 5], "method": "nearest", "coordinates": "asymmetric" },
            { "kind": "resize", "size": [9, 5], "method": "nearest", "rounding": "ceil", "scales": [1.5, 1] },
            { "kind": "resize", "name": "restored", "size": [12, 10], "method": "bicubic", "cubicCoefficient": -0.5, "antialias": true,
              "excludeOutside": true },
            { "kind": "mul", "inputs": ["sloped", "restored"] },
            { "kind": "rescale", "scale": 0.5, "offset": -1 },
            { "kind": "relu6", "name": "trunk" },
            { "kind": "maxPool", "name": "half", "kernel": 2 },
            { "kind": "averagePool", "kernel": 3, "stride": 1, "padding": "same" },
            { "kind": "upsample", "name": "up", "factor": [2, 2], "method": "bilinear" },
            { "kind": "concat", "name": "both", "inputs": ["trunk", "up"] },
            { "kind": "convTranspose", "name": "spread", "filters": 4, "kernel": 3, "stride": 2, "outputPadding": [1, 1], "groups": 2 },
            { "kind": "constant", "name": "places", "shape": [24, 20, 4] },
            { "kind": "add", "inputs": ["spread", "places"] },
            { "kind": "pad", "padding": [1, 0, 2, 0], "value": -1.5 },
            { "kind": "globalMaxPool", "name": "most" },
            { "kind": "sub", "inputs": ["spread", "most"] },
            { "kind": "l2Normalize", "epsilon": 0.5, "name": "unit" },
            { "kind": "div", "inputs": ["unit", "most"] },
            { "kind": "maximum", "inputs": ["div_1", "most", "unit"], "activation": "relu" },
            { "kind": "minimum", "inputs": ["maximum_1", "unit"] },
            { "kind": "reduceMax", "name": "rowMax", "axes": "h" },
            { "kind": "reduceSum", "name": "pixelSum", "inputs": ["minimum_1"], "axes": "c" },
            { "kind": "reduceMean", "inputs": ["rowMax"], "axes": "wc" },
            { "kind": "expand", "shape": [24, 20, 4], "inputs": ["pixelSum"] },
            { "kind": "spaceToDepth", "blockSize": 2 },
            { "kind": "depthToSpace", "blockSize": 2, "mode": "CRD" },
            { "kind": "concat", "inputs": ["depthToSpace_1", "minimum_1"], "axis": "w" },
            { "kind": "mul", "inputs": ["concat_1", "reduceMean_1"] },
            { "kind": "slice", "rows": [0, 12], "columns": [-1, -11, -2], "channels": [2, 4] },
            { "kind": "transpose", "axes": "chw" },
            { "kind": "reshape", "shape": [2, 2, 30] },
            { "kind": "reshape", "name": "vector", "shape": 120 },
            { "kind": "globalAveragePool", "inputs": ["both"] },
            { "kind": "flatten" },
            { "kind": "dropout", "rate": 0.25 },
            { "kind": "dense", "units": 10, "bias": false, "activation": "relu" },
            { "kind": "softmax" },
            { "kind": "logSoftmax", "name": "scores" },
            { "kind": "quantize", "precision": "uint8" },
            { "kind": "dequantize", "name": "again" } ],
          "outputs": [ { "name": "classes", "layer": "scores" }, { "name": "again", "layer": "again" }, { "name": "map", "layer": "half" },
            { "name": "vector", "layer": "vector" } ] }
        """;

    /// <summary>The same without integers.</summary>
    public static readonly string EveryKindOfFloats = EveryKind
        .Replace("""
            { "kind": "logSoftmax", "name": "scores" },
            { "kind": "quantize", "precision": "uint8" },
            { "kind": "dequantize", "name": "again" } ],
        """.Trim(), """{ "kind": "logSoftmax", "name": "scores" } ],""", StringComparison.Ordinal)
        .Replace("""{ "name": "again", "layer": "again" }, """, "", StringComparison.Ordinal);

    private static readonly string[] s_everyKind =
    [
        "NetworkInput(24, 20, 3, Name = \"image\", Resize = \"bilinear-antialias-float\", RoundToBytes = true, Fit = \"sides\", Crop = 0.875, "
            + "WindowRounding = \"down\", Order = \"bgr\", Range = new double[] { -1, 1 }, Mean = new[] { 0.1, 0.2, 0.3 }, Deviation = new[] { 1, 2, 0.5 })",
        "NetworkInput(12, 10, 8)",
        "NetworkDefaults(Padding = \"symmetric\", Epsilon = 0.01, Activation = \"relu6\", Bias = true, BatchNorm = true)",
        "Layer(\"conv\", Name = \"stem\", Filters = 8, Kernel = new[] { 3, 5 }, Stride = 2, Padding = new[] { 1, 1, 2, 2 }, Epsilon = 0.00001)",
        "Layer(\"add\", Inputs = new[] { \"stem\", \"input_2\" }, Activation = \"relu\")",
        "Layer(\"depthwise\", Kernel = 3, Dilation = new[] { 1, 2 }, Bias = false, Activation = \"none\")",
        "Layer(\"pointwise\", Filters = 12, Stride = new[] { 1, 1 }, BatchNorm = false, ScaleWidth = false)",
        "Layer(\"separable\", Filters = 12, Repeat = 2)",
        "Layer(\"invertedResidual\", Filters = 12, Expansion = 2.5, Kernel = 5, SqueezeRatio = 0.5, Gate = \"sigmoid\", Residual = false)",
        "Layer(\"squeezeExcite\", SqueezeChannels = 4)",
        "Layer(\"universalInvertedBottleneck\", Filters = 12, Expanded = 24, StartKernel = 3, MiddleKernel = 0)",
        "Layer(\"fusedInvertedBottleneck\", Filters = 12)",
        "Layer(\"batchNorm\", Epsilon = 0.1)",
        "Layer(\"relu\")",
        "Layer(\"gelu\")",
        "Layer(\"geluTanh\")",
        "Layer(\"elu\", Alpha = 0.7)",
        "Layer(\"abs\")",
        "Layer(\"erf\")",
        "Layer(\"sqrt\")",
        "Layer(\"exp\")",
        "Layer(\"log\")",
        "Layer(\"hardSigmoid\")",
        "Layer(\"hardSwish\")",
        "Layer(\"leakyRelu\", Alpha = 0.2)",
        "Layer(\"clip\", Min = -0.5, Max = 3)",
        "Layer(\"sigmoid\")",
        "Layer(\"swish\")",
        "Layer(\"tanh\")",
        "Layer(\"prelu\", Name = \"sloped\")",
        "Layer(\"resize\", Size = new[] { 6, 5 }, Method = \"nearest\", Coordinates = \"asymmetric\")",
        "Layer(\"resize\", Size = new[] { 9, 5 }, Method = \"nearest\", Rounding = \"ceil\", Scales = new[] { 1.5, 1 })",
        "Layer(\"resize\", Name = \"restored\", Size = new[] { 12, 10 }, Method = \"bicubic\", CubicCoefficient = -0.5, Antialias = true, "
            + "ExcludeOutside = true)",
        "Layer(\"mul\", Inputs = new[] { \"sloped\", \"restored\" })",
        "Layer(\"rescale\", Scale = 0.5, Offset = -1)",
        "Layer(\"relu6\", Name = \"trunk\")",
        "Layer(\"maxPool\", Name = \"half\", Kernel = 2)",
        "Layer(\"averagePool\", Kernel = 3, Stride = 1, Padding = \"same\")",
        "Layer(\"upsample\", Name = \"up\", Factor = new object[] { 2, 2 }, Method = \"bilinear\")",
        "Layer(\"concat\", Name = \"both\", Inputs = new[] { \"trunk\", \"up\" })",
        "Layer(\"convTranspose\", Name = \"spread\", Filters = 4, Kernel = 3, Stride = 2, OutputPadding = new[] { 1, 1 }, Groups = 2)",
        "Layer(\"constant\", Name = \"places\", Shape = new[] { 24, 20, 4 })",
        "Layer(\"add\", Inputs = new[] { \"spread\", \"places\" })",
        "Layer(\"pad\", Padding = new[] { 1, 0, 2, 0 }, Value = -1.5)",
        "Layer(\"globalMaxPool\", Name = \"most\")",
        "Layer(\"sub\", Inputs = new[] { \"spread\", \"most\" })",
        "Layer(\"l2Normalize\", Epsilon = 0.5, Name = \"unit\")",
        "Layer(\"div\", Inputs = new[] { \"unit\", \"most\" })",
        "Layer(\"maximum\", Inputs = new[] { \"div_1\", \"most\", \"unit\" }, Activation = \"relu\")",
        "Layer(\"minimum\", Inputs = new[] { \"maximum_1\", \"unit\" })",
        "Layer(\"reduceMax\", Name = \"rowMax\", Axes = \"h\")",
        "Layer(\"reduceSum\", Name = \"pixelSum\", Inputs = new[] { \"minimum_1\" }, Axes = \"c\")",
        "Layer(\"reduceMean\", Inputs = new[] { \"rowMax\" }, Axes = \"wc\")",
        "Layer(\"expand\", Shape = new[] { 24, 20, 4 }, Inputs = new[] { \"pixelSum\" })",
        "Layer(\"spaceToDepth\", BlockSize = 2)",
        "Layer(\"depthToSpace\", BlockSize = 2, Mode = \"CRD\")",
        "Layer(\"concat\", Inputs = new[] { \"depthToSpace_1\", \"minimum_1\" }, Axis = \"w\")",
        "Layer(\"mul\", Inputs = new[] { \"concat_1\", \"reduceMean_1\" })",
        "Layer(\"slice\", Rows = new[] { 0, 12 }, Columns = new[] { -1, -11, -2 }, Channels = new[] { 2, 4 })",
        "Layer(\"transpose\", Axes = \"chw\")",
        "Layer(\"reshape\", Shape = new[] { 2, 2, 30 })",
        "Layer(\"reshape\", Name = \"vector\", Shape = 120)",
        "Layer(\"globalAveragePool\", Inputs = new[] { \"both\" })",
        "Layer(\"flatten\")",
        "Layer(\"dropout\", Rate = 0.25)",
        "Layer(\"dense\", Units = 10, Bias = false, Activation = \"relu\")",
        "Layer(\"softmax\")",
        "Layer(\"logSoftmax\", Name = \"scores\")",
        "Layer(\"quantize\", Precision = \"uint8\")",
        "Layer(\"dequantize\", Name = \"again\")",
        "NetworkOutput(\"classes\", \"scores\")",
        "NetworkOutput(\"again\", \"again\")",
        "NetworkOutput(\"map\", \"half\")",
        "NetworkOutput(\"vector\", \"vector\")",
    ];

    [Fact]
    public void A_list_of_every_layer_kind()
    {
        GeneratorRun.Of(HostProject.Described(EveryKind)).AssertCompiles();
        AssertSame(EveryKind, s_everyKind);
    }

    [Fact]
    public void The_list_has_every_layer_kind() => Assert.Equal(
        LayerKinds.All.Select(kind => kind.Name).Order(StringComparer.Ordinal),
        Kinds().Matches(EveryKind).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_preset() => AssertSame(
        """{ "preset": "mobilenet-v1", "width": 0.25, "resolution": 128, "classes": 1001 }""",
        "NetworkPreset(\"mobilenet-v1\", Width = 0.25, Resolution = 128, Classes = 1001)");

    [Fact]
    public void A_preset_of_a_flavor_with_layers_after_it() => AssertSame(
        """
        { "preset": "mobilenet-v2", "flavor": "torchvision", "resolution": [64, 96], "includeTop": false, "pooling": "avg",
          "defaults": { "activation": "relu" },
          "layers": [ { "kind": "dense", "name": "head", "units": 3 }, { "kind": "pointwise", "name": "side", "filters": 4, "inputs": ["features.6"] } ],
          "outputs": [ { "name": "head", "layer": "head" }, { "name": "side", "layer": "side" } ] }
        """,
        "NetworkPreset(\"mobilenet-v2\", Flavor = \"torchvision\", Resolution = new[] { 64, 96 }, IncludeTop = false, Pooling = \"avg\")",
        "NetworkDefaults(Activation = \"relu\")",
        "Layer(\"dense\", Name = \"head\", Units = 3)",
        "Layer(\"pointwise\", Name = \"side\", Filters = 4, Inputs = new[] { \"features.6\" })",
        "NetworkOutput(\"head\", \"head\")",
        "NetworkOutput(\"side\", \"side\")");

    [Fact]
    public void A_preset_that_rescales_nothing() => AssertSame(
        """{ "preset": "mobilenet-v3-small", "resolution": 32, "classifierActivation": "none", "includePreprocessing": false }""",
        "NetworkPreset(\"mobilenet-v3-small\", Resolution = 32, ClassifierActivation = \"none\", IncludePreprocessing = false)");

    [Fact]
    public void A_preset_with_an_output_of_its_own() => AssertSame(
        """
        { "preset": "mobilenet-v1", "width": 0.25, "resolution": 32,
          "outputs": [ { "name": "scores", "layer": "predictions" }, { "name": "logits", "layer": "conv_preds" } ] }
        """,
        "NetworkPreset(\"mobilenet-v1\", Width = 0.25, Resolution = 32)",
        "NetworkOutput(\"scores\", \"predictions\")", "NetworkOutput(\"logits\", \"conv_preds\")");

    private static void AssertSame(string json, params string[] attributes)
    {
        var described = GeneratorRun.Of(HostProject.Described(json));
        var attributed = GeneratorRun.Of(HostProject.Attributed(attributes));
        Assert.Empty(described.Diagnostics);
        Assert.Empty(attributed.Diagnostics);
        Assert.Equal(described.Sources, attributed.Sources);
    }

    [GeneratedRegex("\"kind\": \"([^\"]+)\"")]
    private static partial Regex Kinds();
}
