using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>What is joined into one call: every part there and missing, maps that are shared by rows and by panels, channels that fill no panel.</summary>
internal static class BlockCases
{
    public static IEnumerable<LayerCase> All =>
    [
        .. from extents in new[] { "17x9x16", "9x18x8", "6x5x24" }
           from stride in new[] { 1, 2 }
           from kernel in new[] { 3, 5 }
           select Block($"Block_{extents}_s{stride}_k{kernel}", extents, expanded: 72, kernel, stride, """ "activation": "relu6" """),
        .. from extents in new[] { "15x15x40", "7x7x40" }
           from gate in new[] { "hardSigmoid", "sigmoid" }
           select Block($"GatedBlock_{extents}_{gate}", extents, expanded: 88, 5, 1, """ "activation": "hardSwish" """, gate),
        Block("WideBlock", "14x14x32", expanded: 384, 3, 1, """ "activation": "relu" """, filters: 320),
        Block("DilatedBlock", "20x11x8", expanded: 40, 3, 1, """ "activation": "leakyRelu", "dilation": 3 """),
        Block("StridesBeyondTheKernel", "23x19x8", expanded: 36, 2, 3, """ "activation": "relu" """),
        Block("SmoothBlock", "12x13x6", expanded: 33, 3, 1, """ "activation": "gelu" """, "sigmoid"),
        Block("ValidBlock", "12x13x6", expanded: 33, 3, 2, """ "padding": "valid" """),
        Chain(
            "FirstBlock",
            "33x21x3",
            """ "kind": "conv", "filters": 24, "kernel": 3, "stride": 2, "activation": "relu6" """,
            """ "kind": "depthwise", "activation": "relu6" """,
            """ "kind": "pointwise", "filters": 16 """),
        Chain(
            "FirstBlockOfFewPixels",
            "15x15x3",
            """ "kind": "conv", "filters": 40, "kernel": 3, "stride": 2, "activation": "relu6" """,
            """ "kind": "depthwise", "activation": "relu6" """,
            """ "kind": "pointwise", "filters": 16 """),
        Chain(
            "BlocksInPanels",
            "18x160x3",
            """ "kind": "conv", "filters": 48, "kernel": 3, "stride": 2, "activation": "relu6" """,
            """ "kind": "depthwise" """,
            """ "kind": "pointwise", "filters": 64 """,
            """ "kind": "separable", "filters": 96, "stride": 2 """,
            """ "kind": "separable", "filters": 32, "padding": "valid" """,
            """ "kind": "separable", "filters": 24 """),
        Chain(
            "BlocksOfFewPixelsInPanels",
            "7x7x32",
            """ "kind": "separable", "filters": 64 """,
            """ "kind": "separable", "filters": 96 """,
            """ "kind": "separable", "filters": 33 """),
        Block("NarrowRing", "9x120x16", expanded: 72, 3, 2, """ "activation": "relu6" """),
        Chain(
            "SeparableOfManyRows",
            "14x14x512",
            """ "kind": "depthwise", "activation": "relu" """,
            """ "kind": "pointwise", "filters": 160, "activation": "relu" """),
        Chain(
            "PooledPointwise",
            "7x6x20",
            """ "kind": "pointwise", "filters": 264, "activation": "relu6" """,
            """ "kind": "globalAveragePool" """,
            """ "kind": "dense", "units": 5 """),
        Chain(
            "PooledPointwiseOfManyRows",
            "15x15x300",
            """ "kind": "pointwise", "filters": 270, "activation": "hardSwish" """,
            """ "kind": "globalAveragePool" """),
        Chain(
            "PooledSeparable",
            "7x7x40",
            """ "kind": "depthwise", "activation": "relu" """,
            """ "kind": "pointwise", "filters": 289, "activation": "relu" """,
            """ "kind": "globalAveragePool" """),
        Chain(
            "PooledBlock",
            "5x7x16",
            """ "kind": "pointwise", "filters": 72, "activation": "relu" """,
            """ "kind": "depthwise", "activation": "relu" """,
            """ "kind": "pointwise", "filters": 256 """,
            """ "kind": "globalAveragePool" """),
        Chain(
            "PooledGatedBlock",
            "15x15x16",
            """ "kind": "pointwise", "filters": 300, "activation": "relu" """,
            """ "kind": "depthwise", "name": "map", "activation": "relu" """,
            """ "kind": "globalAveragePool" """,
            """ "kind": "pointwise", "filters": 300, "activation": "hardSigmoid" """,
            """ "kind": "mul", "inputs": ["map", "pointwise_2"] """,
            """ "kind": "pointwise", "filters": 256 """,
            """ "kind": "globalAveragePool" """),
        Chain(
            "TwoSeparablesSummed",
            "9x11x12",
            """ "kind": "depthwise" """,
            """ "kind": "pointwise", "name": "left", "filters": 12, "activation": "relu" """,
            """ "kind": "depthwise", "inputs": ["input"] """,
            """ "kind": "pointwise", "name": "right", "filters": 12 """,
            """ "kind": "add", "inputs": ["left", "right"], "activation": "hardSwish" """),
        Chain(
            "ThreeBranchesSummedOneByOne",
            "8x7x16",
            """ "kind": "invertedResidual", "name": "a", "filters": 16, "expansion": 3 """,
            """ "kind": "depthwise", "inputs": ["input"], "kernel": 5 """,
            """ "kind": "pointwise", "name": "b", "filters": 16 """,
            """ "kind": "separable", "name": "c", "filters": 16, "inputs": ["a"] """,
            """ "kind": "add", "name": "ab", "inputs": ["a", "b"] """,
            """ "kind": "add", "inputs": ["c", "ab"], "activation": "relu" """),
        Chain(
            "ResidualOfAnActivation",
            "11x10x12",
            """ "kind": "relu", "name": "in" """,
            """ "kind": "depthwise" """,
            """ "kind": "pointwise", "name": "out", "filters": 12, "activation": "tanh" """,
            """ "kind": "add", "inputs": ["in", "out"], "activation": "relu" """),
        Chain(
            "ActivatedGates",
            "9x9x20",
            """ "kind": "depthwise", "name": "map" """,
            """ "kind": "globalAveragePool" """,
            """ "kind": "dense", "units": 20, "activation": "sigmoid" """,
            """ "kind": "mul", "name": "gated", "inputs": ["map", "dense_1"], "activation": "hardSwish" """,
            """ "kind": "pointwise", "filters": 9 """),
        Chain(
            "SumsAndProducts",
            "7x9x21",
            """ "kind": "maxPool", "name": "a", "kernel": 3, "stride": 1, "padding": "same" """,
            """ "kind": "averagePool", "name": "b", "inputs": ["input"], "kernel": 3, "stride": 1, "padding": "same" """,
            """ "kind": "add", "inputs": ["a", "b", "input"], "activation": "swish" """,
            """ "kind": "sub", "inputs": ["input", "add_1"] """,
            """ "kind": "mul", "inputs": ["sub_1", "a"], "activation": "relu" """),
        Chain(
            "ChainOfExtremes",
            "5x6x20",
            """ "kind": "maxPool", "name": "a", "kernel": 3, "stride": 1, "padding": "same" """,
            """ "kind": "averagePool", "name": "b", "inputs": ["input"], "kernel": 3, "stride": 1, "padding": "same" """,
            """ "kind": "minimum", "inputs": ["a", "b"] """,
            """ "kind": "maximum", "inputs": ["input", "minimum_1"] """,
            """ "kind": "sub", "inputs": ["a", "maximum_1"], "activation": "relu" """),
        Chain(
            "ChainWithWeights",
            "5x6x27",
            """ "kind": "prelu" """,
            """ "kind": "batchNorm", "name": "first" """,
            """ "kind": "rescale", "scale": 0.5, "offset": -1 """,
            """ "kind": "prelu", "name": "second" """,
            """ "kind": "batchNorm", "name": "last" """,
            """ "kind": "gelu" """),
        Chain(
            "ChainWithBroadcasts",
            "5x6x20",
            """ "kind": "globalAveragePool", "name": "vector" """,
            """ "kind": "pointwise", "name": "plane", "inputs": ["input"], "filters": 1 """,
            """ "kind": "maxPool", "name": "map", "inputs": ["input"], "kernel": 3, "stride": 1, "padding": "same" """,
            """ "kind": "mul", "inputs": ["map", "vector"] """,
            """ "kind": "add", "inputs": ["plane", "mul_1"], "activation": "hardSwish" """,
            """ "kind": "leakyRelu" """),
        Chain(
            "ChainOfAVector",
            "4x4x19",
            """ "kind": "globalAveragePool" """,
            """ "kind": "batchNorm" """,
            """ "kind": "prelu" """,
            """ "kind": "rescale", "scale": 3 """),
    ];

    private static LayerCase Block(
        string name,
        string extents,
        int expanded,
        int kernel,
        int stride,
        string depthwise,
        string? gate = null,
        int? filters = null)
    {
        var channels = int.Parse(extents.Split('x')[2], System.Globalization.CultureInfo.InvariantCulture);
        var hasResidual = stride == 1 && filters is null;
        return Chain(name, extents, [
            $""" "kind": "pointwise", "name": "expand", "filters": {expanded}, "batchNorm": true, "activation": "relu6" """,
            $""" "kind": "depthwise", "name": "map", "kernel": {kernel}, "stride": {stride}, "batchNorm": true, {depthwise} """,
            .. gate is null ? Array.Empty<string>() :
            [
                """ "kind": "globalAveragePool" """,
                """ "kind": "pointwise", "filters": 24, "activation": "relu" """,
                $""" "kind": "pointwise", "name": "gate", "filters": {expanded}, "activation": "{gate}" """,
                """ "kind": "mul", "inputs": ["gate", "map"] """,
            ],
            $""" "kind": "pointwise", "name": "project", "filters": {filters ?? channels}, "batchNorm": true """,
            .. hasResidual ? [""" "kind": "add", "inputs": ["input", "project"] """] : Array.Empty<string>(),
        ]);
    }
}
