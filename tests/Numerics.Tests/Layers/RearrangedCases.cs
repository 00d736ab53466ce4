using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Elements that change places: side by side along each axis, repeated, and between channels and blocks of pixels.</summary>
internal static class RearrangedCases
{
    public static IEnumerable<LayerCase> All =>
    [
        .. from axis in new[] { "h", "w", "c" }
           select Chain(
               "ConcatAlong_" + axis,
               "5x4x7",
               """ "kind": "tanh", "name": "a" """,
               """ "kind": "rescale", "name": "b", "scale": 2 """,
               $""" "kind": "concat", "axis": "{axis}", "inputs": ["b", "input", "a"] """),
        new(
            "ConcatOfDifferentHeights",
            $$"""
            { "inputs": [ {{Port("2x5x6", "above")}}, {{Port("7x5x6", "below")}} ],
              "layers": [ { "kind": "concat", "axis": "h", "inputs": ["above", "below"] } ] }
            """),
        new(
            "ConcatOfDifferentWidths",
            $$"""
            { "inputs": [ {{Port("3x2x6", "left")}}, {{Port("3x7x6", "right")}} ],
              "layers": [ { "kind": "concat", "axis": "w", "inputs": ["left", "right"] } ] }
            """),
        .. from mode in new[] { "DCR", "CRD" }
           from block in new[] { 2, 3 }
           from layer in new[] { ("depthToSpace", $"3x4x{block * block * 5}"), ("spaceToDepth", $"{block * 3}x{block * 2}x5") }
           select Chain($"{layer.Item1}{block}{mode}", layer.Item2, $""" "kind": "{layer.Item1}", "blockSize": {block}, "mode": "{mode}" """),
        Chain("DepthToSpaceOfOneChannel", "3x4x16", """ "kind": "depthToSpace", "blockSize": 4 """),
        Chain(
            "ThereAndBack",
            "4x6x8",
            """ "kind": "spaceToDepth", "blockSize": 2 """,
            """ "kind": "pointwise", "filters": 12, "activation": "relu" """,
            """ "kind": "depthToSpace", "blockSize": 2 """),
        .. from part in new[]
        {
            ("1x1x1", "[3, 4, 18]"),
            ("1x1x18", "[3, 4, 18]"),
            ("3x1x18", "[3, 4, 18]"),
            ("1x4x18", "[3, 4, 18]"),
            ("3x4x1", "[3, 4, 18]"),
            ("1x4x1", "[3, 4, 18]"),
            ("3x4x18", "[3, 4, 18]"),
            ("1x1x1", "20"),
        }
           select new LayerCase(
               $"Expand_{part.Item1}_{string.Concat(part.Item2.Where(char.IsDigit))}",
               $$"""
               { "inputs": [ {{Port(part.Item1, "part")}}, {{Port("1x1x2", "other")}} ],
                 "layers": [ { "kind": "tanh", "inputs": ["part"] }, { "kind": "expand", "name": "whole", "shape": {{part.Item2}} }, { "kind": "rescale",
                   "offset": 0.5 }, { "kind": "softmax", "name": "unrelated", "inputs": ["other"] } ],
                 "outputs": [ { "layer": "rescale_1", "name": "a" }, { "layer": "unrelated", "name": "b" } ] }
               """),
    ];
}
