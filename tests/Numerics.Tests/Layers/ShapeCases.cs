using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Layers that move elements, those that look at a whole pixel or a whole map, and elements that count for many.</summary>
internal static class ShapeCases
{
    public static IEnumerable<LayerCase> All =>
    [
        .. from padding in new[] { "[1, 1, 1, 1]", "[0, 1, 0, 1]", "[2, 0, 3, 0]", "[0, 0, 0, 2]", "[4, 3, 0, 0]" }
           select Chain("Pad" + string.Concat(padding.Where(char.IsDigit)), "3x5x7", $""" "kind": "pad", "padding": {padding} """),
        Chain("PadWithANumber", "4x3x5", """ "kind": "pad", "padding": [1, 2, 0, 1], "value": -0.1 """),
        Chain(
            "PadThenConv",
            "4x3x5",
            """ "kind": "pad", "padding": [1, 2, 1, 1] """,
            """ "kind": "conv", "filters": 7, "kernel": 3, "stride": 2, "padding": "valid" """),
        .. from axes in new[] { "hwc", "hcw", "whc", "wch", "chw", "cwh" }
           select Chain("Transpose_" + axes, "3x5x18", $""" "kind": "transpose", "axes": "{axes}" """),
        Chain("TransposeOfAVector", "1x1x9", """ "kind": "transpose", "axes": "chw" """),
        Chain("FlattenAsPyTorch", "3x2x8", """ "kind": "transpose", "axes": "chw" """, """ "kind": "flatten" """, """ "kind": "dense", "units": 9 """),
        Chain("ReshapeToMap", "1x1x60", """ "kind": "reshape", "shape": [3, 4, 5] """, """ "kind": "depthwise" """),
        Chain("ReshapeBetweenMaps", "6x4x6", """ "kind": "relu" """, """ "kind": "reshape", "shape": [4, 3, 12] """, """ "kind": "pointwise", "filters": 7 """),
        Chain("ReshapeToVector", "3x4x5", """ "kind": "reshape", "shape": 60 """, """ "kind": "dense", "units": 5 """),
        .. from input in new[] { "1x1x128", "3x4x5", "2x3x16", "1x2x33", "2x2x1" }
           select Chain("L2Normalize" + input, input, """ "kind": "l2Normalize" """),
        Chain("L2NormalizeOfSmall", "3x2x20", """ "kind": "l2Normalize", "epsilon": 0.9 """),
        Chain("MaxPoolDilated", "9x11x17", """ "kind": "maxPool", "kernel": 3, "stride": [1, 2], "dilation": 2, "padding": "symmetric" """),
        Chain("MaxPoolDilatedUnpadded", "9x11x5", """ "kind": "maxPool", "kernel": [2, 3], "stride": 1, "dilation": [3, 2] """),
        Chain("Sub", "5x7x17", """ "kind": "relu", "name": "a" """, """ "kind": "sub", "inputs": ["input", "a"], "activation": "hardSwish" """),
        .. from kind in new[] { "add", "sub", "mul" }
           from shape in new[] { "5x7x1", "1x1x1", "5x1x19", "1x7x19", "1x7x1" }
           from first in new[] { true, false }
           select Spread(kind, shape, first),
        new(
            "SpreadBothWays",
            $$"""
            { "inputs": [ {{Port("4x1x9", "column")}}, {{Port("1x6x1", "row")}} ],
              "layers": [ { "kind": "mul", "inputs": ["column", "row"] } ] }
            """),
    ];

    private static LayerCase Spread(string kind, string shape, bool first) => new(
        $"Spread_{kind}_{shape}_{(first ? "first" : "last")}",
        $$"""
        { "inputs": [ {{Port("5x7x19", "whole")}}, {{Port(shape, "part")}} ],
          "layers": [ { "kind": "{{kind}}", "inputs": [{{(first ? "\"part\", \"whole\"" : "\"whole\", \"part\"")}}] } ] }
        """);
}
