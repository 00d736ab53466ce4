using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Layers that are written apart and run as one.</summary>
internal static class FusionCases
{
    public static IEnumerable<LayerCase> All =>
    [
        .. from layer in new[]
           {
               ("Pointwise", """ "kind": "pointwise", "filters": 33 """),
               ("Conv", """ "kind": "conv", "filters": 19, "kernel": 3, "padding": "valid", "stride": 2 """),
               ("Grouped", """ "kind": "conv", "filters": 18, "groups": 3, "kernel": [1, 2], "padding": "valid", "batchNorm": true """),
               ("Depthwise", """ "kind": "depthwise", "padding": "valid", "dilation": 2 """),
               ("Multiplied", """ "kind": "depthwise", "padding": "valid", "depthMultiplier": 3 """),
               ("Padded", """ "kind": "conv", "filters": 7, "kernel": 3 """),
               ("Transposed", """ "kind": "convTranspose", "filters": 7, "padding": "valid", "stride": 2 """),
           }
           select Chain(
               "NormsBefore" + layer.Item1,
               "7x8x12",
               """ "kind": "batchNorm" """,
               """ "kind": "batchNorm", "epsilon": 0.1 """,
               layer.Item2,
               """ "kind": "batchNorm" """,
               """ "kind": "batchNorm" """,
               """ "kind": "relu6" """),
        Chain("NormsBeforeDense", "1x1x24", """ "kind": "batchNorm" """, """ "kind": "dense", "units": 7 """),
        Chain("NormsAlone", "3x5x19", """ "kind": "batchNorm" """, """ "kind": "batchNorm", "epsilon": 0.5 """, """ "kind": "tanh" """),
        .. from layer in new[]
           {
               ("Conv", """ "kind": "conv", "filters": 17, "kernel": 3, "stride": 2, "padding": "valid" """),
               ("SameConv", """ "kind": "conv", "filters": 17, "kernel": 5 """),
               ("Grouped", """ "kind": "conv", "filters": 8, "groups": 4, "kernel": 3, "padding": "symmetric" """),
               ("Depthwise", """ "kind": "depthwise", "kernel": 3, "padding": "valid" """),
               ("Mean", """ "kind": "averagePool", "kernel": 3, "stride": 1 """),
               ("CountedMean", """ "kind": "averagePool", "kernel": 3, "stride": 2, "padding": "symmetric", "countIncludePad": true """),
               ("UncountedMean", """ "kind": "averagePool", "kernel": 3, "stride": 2, "padding": "symmetric" """),
               ("Max", """ "kind": "maxPool", "kernel": 3, "stride": 2, "padding": "symmetric" """),
               ("Transposed", """ "kind": "convTranspose", "filters": 7, "stride": 2 """),
           }
           select Chain("BorderOf" + layer.Item1, "6x7x8", """ "kind": "pad", "padding": [1, 0, 0, 2] """, layer.Item2),
        Chain(
            "HardSwishWrittenOut",
            "5x7x9",
            """ "kind": "conv", "name": "c", "filters": 19, "kernel": 3 """,
            """ "kind": "hardSigmoid", "name": "g" """,
            """ "kind": "mul", "inputs": ["c", "g"] """,
            """ "kind": "pointwise", "filters": 5 """),
        Chain(
            "SwishWrittenOut",
            "5x7x9",
            """ "kind": "depthwise", "name": "c", "batchNorm": true """,
            """ "kind": "sigmoid", "name": "g" """,
            """ "kind": "mul", "inputs": ["g", "c"] """),
        Chain("SlopeThenActivation", "5x7x9", """ "kind": "prelu" """, """ "kind": "tanh" """),
        .. from pair in new[] { ("relu", "relu6"), ("relu6", "relu"), ("sigmoid", "relu6"), ("hardSigmoid", "relu"), ("gelu", "tanh"), ("leakyRelu", "relu") }
           select Chain($"{pair.Item1}Then{pair.Item2}", "5x7x19", $""" "kind": "{pair.Item1}" """, $""" "kind": "{pair.Item2}" """),
        Chain(
            "ClipInABlock",
            "7x7x16",
            """ "kind": "pointwise", "filters": 48 """,
            """ "kind": "clip", "min": -0.5, "max": 2 """,
            """ "kind": "depthwise" """,
            """ "kind": "clip", "max": 1.5 """,
            """ "kind": "pointwise", "filters": 16 """),
        Chain("ClipsOfOnePoint", "5x7x19", """ "kind": "relu" """, """ "kind": "clip", "min": -3, "max": -1 """),
    ];
}
