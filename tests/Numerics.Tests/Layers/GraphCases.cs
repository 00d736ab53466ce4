using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Layers on elements, and how layers are joined: branches, views, several inputs and outputs.</summary>
internal static class GraphCases
{
    public static IEnumerable<LayerCase> All =>
    [
        .. from extents in new[] { "1x1x1", "3x5x7", "5x5x17", "8x8x40" }
           from kind in new[] { "relu", "relu6", "batchNorm", "prelu", "softmax", "dropout", "flatten" }
           where extents != "1x1x1" || kind is not ("softmax" or "flatten" or "dropout" or "relu" or "relu6")
           select Chain($"{kind}_{extents}", extents, $""" "kind": "{kind}" """),
        Chain("Rescale", "5x5x17", """ "kind": "rescale", "scale": 0.7843137, "offset": -0.5 """, """ "kind": "relu" """),
        Chain("RescaleByNothing", "3x3x5", """ "kind": "rescale" """, """ "kind": "rescale", "scale": -12, "offset": 3 """),
        Chain("InvertedResidual", "7x9x8", """ "kind": "invertedResidual", "filters": 8, "expansion": 3, "kernel": 5 """),
        Chain(
            "InvertedResidualWithSqueeze",
            "9x7x17",
            """ "kind": "invertedResidual", "filters": 24, "stride": 2, "squeezeRatio": 0.25, "activation": "hardSwish", "padding": "symmetric" """,
            """ "kind": "invertedResidual", "filters": 24, "expansion": 2, "squeezeChannels": 5, "gate": "sigmoid" """),
        Chain("SqueezeExcite", "5x7x24", """ "kind": "squeezeExcite" """),
        .. from start in new[] { 0, 3, 5 }
           from middle in new[] { 0, 3 }
           select Chain($"UniversalBottleneck{start}{middle}", "9x8x16", $""" "kind": "universalInvertedBottleneck", "filters": 16, "startKernel": """
               + $"""{start}, "middleKernel": {middle}, "stride": {(start + middle > 0 ? 2 : 1)}, "repeat": 2 """),
        Chain("FusedBottleneck", "7x7x8", """ "kind": "fusedInvertedBottleneck", "filters": 8 """),
        Chain("SoftmaxOfMany", "1x1x1001", """ "kind": "softmax" """),
        Chain("LogSoftmaxOfMany", "1x1x1001", """ "kind": "logSoftmax" """),
        Chain("LogSoftmaxOfAMap", "3x4x21", """ "kind": "logSoftmax" """),
        Chain("LogSoftmaxOfFarValues", "2x2x5", """ "kind": "rescale", "scale": 60 """, """ "kind": "logSoftmax" """),
        Chain("NormThenRelu", "5x5x17", """ "kind": "batchNorm" """, """ "kind": "relu" """),
        Chain("ReluThenNorm", "5x5x17", """ "kind": "pointwise", "filters": 9 """, """ "kind": "relu" """, """ "kind": "batchNorm", "epsilon": 0.1 """),
        Chain("NormTwice", "5x5x17", """ "kind": "conv", "kernel": 3, "filters": 9, "batchNorm": true """, """ "kind": "batchNorm" """),
        Chain("ActivatedTwice", "5x5x17", """ "kind": "conv", "kernel": 3, "filters": 9, "activation": "relu" """, """ "kind": "relu6" """),
        Chain("PoolThenRelu", "6x6x17", """ "kind": "maxPool" """, """ "kind": "relu6" """),
        Chain(
            "DropoutBetween",
            "4x4x8",
            """ "kind": "conv", "kernel": 3, "filters": 9 """,
            """ "kind": "dropout" """,
            """ "kind": "batchNorm" """,
            """ "kind": "relu" """),
        Chain("FlattenDense", "3x5x7", """ "kind": "flatten" """, """ "kind": "dense", "units": 17 """, """ "kind": "softmax" """),
        Chain("FlattenNorm", "3x5x7", """ "kind": "flatten" """, """ "kind": "batchNorm" """, """ "kind": "dense", "units": 3, "activation": "softmax" """),
        Chain("DenseNorm", "1x1x24", """ "kind": "dense", "units": 33 """, """ "kind": "batchNorm" """, """ "kind": "relu" """),
        Chain(
            "Residual",
            "7x9x17",
            """ "kind": "conv", "name": "a", "kernel": 3, "filters": 17, "activation": "relu" """,
            """ "kind": "depthwise", "name": "b" """,
            """ "kind": "add", "inputs": ["a", "b"] """),
        Chain(
            "ResidualOfTheInput",
            "5x3x3",
            """ "kind": "pointwise", "name": "a", "filters": 3 """,
            """ "kind": "add", "inputs": ["input", "a"], "activation": "relu6" """),
        Chain(
            "AddOfThree",
            "5x7x33",
            """ "kind": "relu", "name": "a" """,
            """ "kind": "pointwise", "name": "b", "inputs": ["input"], "filters": 33 """,
            """ "kind": "add", "inputs": ["a", "b", "input"] """),
        Chain("AddTwice", "5x7x3", """ "kind": "relu", "name": "a" """, """ "kind": "add", "inputs": ["a", "a"] """),
        Chain("MulOfThree", "5x7x17", """ "kind": "relu", "name": "a" """, """ "kind": "mul", "inputs": ["a", "input", "input"] """),
        Chain(
            "PReluAfterConv",
            "5x7x3",
            """ "kind": "conv", "kernel": 3, "filters": 19, "batchNorm": true """,
            """ "kind": "prelu" """,
            """ "kind": "relu6" """),
        .. from kind in new[] { "add", "mul" }
           from inputs in new[] { """ "input", "mean" """, """ "mean", "input" """, """ "mean", "input", "input" """, """ "mean", "mean" """ }
           select Chain(
               $"{kind}_{string.Concat(inputs.Where(char.IsLetter))}",
               "5x7x27",
               """ "kind": "globalAveragePool", "name": "mean" """,
               $""" "kind": "{kind}", "inputs": [{inputs}], "activation": "hardSwish" """),
        Chain(
            "ConcatOfThree",
            "5x7x3",
            """ "kind": "pointwise", "name": "a", "filters": 17 """,
            """ "kind": "pointwise", "name": "b", "inputs": ["input"], "filters": 7 """,
            """ "kind": "concat", "inputs": ["b", "input", "a"] """),
        Chain("ConcatThenNorm", "4x3x5", """ "kind": "concat", "inputs": ["input", "input"] """, """ "kind": "batchNorm" """, """ "kind": "relu" """),
        Chain(
            "SharedByThree",
            "6x6x8",
            """ "kind": "conv", "name": "a", "kernel": 3, "filters": 8 """,
            """ "kind": "batchNorm", "name": "b", "inputs": ["a"] """,
            """ "kind": "relu", "name": "c", "inputs": ["a"] """,
            """ "kind": "add", "inputs": ["a", "b", "c"] """),
        Chain(
            "Pyramid",
            "8x8x8",
            """ "kind": "separable", "name": "down", "filters": 16, "stride": 2 """,
            """ "kind": "upsample", "name": "up", "method": "bilinear" """,
            """ "kind": "concat", "inputs": ["up", "input"] """,
            """ "kind": "pointwise", "filters": 7 """),
        new(
            "SeveralPorts",
            $$"""
            { "inputs": [ {{Port("6x5x4", "left")}}, {{Port("6x5x7", "right")}} ],
              "layers": [
                { "kind": "concat", "name": "both", "inputs": ["left", "right"] },
                { "kind": "pointwise", "name": "mix", "filters": 12, "activation": "relu" },
                { "kind": "globalAveragePool", "name": "mean" },
                { "kind": "flatten", "name": "flat", "inputs": ["both"] } ],
              "outputs": [ { "name": "means", "layer": "mean" }, { "name": "mixed", "layer": "mix" }, { "name": "flat", "layer": "flat" } ] }
            """),
        new(
            "OutputsThatShare",
            $$"""
            { "input": {{Port("3x4x5")}},
              "layers": [ { "kind": "pointwise", "name": "a", "filters": 9 }, { "kind": "dropout", "name": "b" }, { "kind": "flatten", "name": "c" } ],
              "outputs": [ { "name": "same", "layer": "input" }, { "name": "a", "layer": "a" }, { "name": "again", "layer": "a" }, { "name": "flat",
                "layer": "c" } ] }
            """),
        new(
            "OutputThatIsReadOn",
            $$"""
            { "input": {{Port("6x6x3")}},
              "layers": [ { "kind": "conv", "name": "a", "kernel": 3, "filters": 16 }, { "kind": "relu", "name": "b" }, { "kind": "depthwise", "name": "c" } ],
              "outputs": [ { "name": "a", "layer": "a" }, { "name": "c", "layer": "c" }, { "name": "b", "layer": "b" } ] }
            """),
    ];
}
