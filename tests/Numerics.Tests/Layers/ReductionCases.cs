using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Means, largest elements and sums along every set of axes, of maps whose channels fill vectors and lanes and of those that do not.</summary>
internal static class ReductionCases
{
    public static IEnumerable<LayerCase> All =>
    [
        .. from kind in new[] { "reduceMean", "reduceMax", "reduceSum" }
           from axes in new[] { "h", "w", "c", "hw", "hc", "wc", "hwc" }
           from extents in axes == "hwc" ? ["4x5x7"] : new[] { "6x5x21", "3x7x5" }
           select Chain($"{kind}_{axes}_{extents}", extents, [
               $""" "kind": "{kind}", "axes": "{axes}" """,
               .. axes == "hwc" ? [""" "kind": "pointwise", "filters": 5 """] : Array.Empty<string>(),
           ]),
        Chain("reduceSumOfManyChannels", "2x2x100", """ "kind": "reduceSum", "axes": "c" """),
        Chain("reduceMaxOfOneRow", "1x6x8", """ "kind": "relu" """, """ "kind": "reduceMax", "axes": "h" """, """ "kind": "pointwise", "filters": 3 """),
        Chain(
            "SpatialAttention",
            "6x7x20",
            """ "kind": "reduceMean", "name": "mean", "axes": "c" """,
            """ "kind": "reduceMax", "name": "most", "axes": "c", "inputs": ["input"] """,
            """ "kind": "concat", "inputs": ["mean", "most"] """,
            """ "kind": "conv", "name": "gate", "filters": 1, "kernel": 3, "activation": "sigmoid" """,
            """ "kind": "mul", "inputs": ["input", "gate"] """),
        Chain(
            "CoordinateAttention",
            "6x5x16",
            """ "kind": "reduceMean", "name": "rows", "axes": "w" """,
            """ "kind": "reduceMean", "name": "columns", "axes": "h", "inputs": ["input"] """,
            """ "kind": "pointwise", "name": "rowGate", "filters": 16, "activation": "sigmoid", "inputs": ["rows"] """,
            """ "kind": "pointwise", "name": "columnGate", "filters": 16, "activation": "sigmoid", "inputs": ["columns"] """,
            """ "kind": "mul", "inputs": ["input", "rowGate", "columnGate"] """),
    ];
}
