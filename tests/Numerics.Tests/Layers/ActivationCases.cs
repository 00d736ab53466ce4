using MobileNetGen.Generator.Ops;
using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Every activation as a layer of its own, and at the end of every kernel that takes one.</summary>
internal static class ActivationCases
{
    private static readonly string[] s_names =
        [.. ActivationName.All.Where(function => function != ActivationFunction.None).Select(function => ActivationName.Of(new Activation(function)))];

    public static IEnumerable<LayerCase> All =>
    [
        .. from name in s_names
           from activated in Activated(name)
           select activated,
        Chain("LeakyReluOfAnySlope", "5x3x7", """ "kind": "leakyRelu", "alpha": 0.3 """),
        Chain("LeakyReluFolded", "5x3x7", """ "kind": "pointwise", "filters": 17 """, """ "kind": "leakyRelu", "alpha": 0.00001 """),
    ];

    private static IEnumerable<LayerCase> Activated(string name) =>
    [
        Chain(name + "Alone", "5x7x9", $""" "kind": "{name}" """),
        Chain(name + "OfPointwise", "6x5x8", $""" "kind": "pointwise", "filters": 57, "activation": "{name}" """),
        Chain(name + "OfConv", "7x9x3", $""" "kind": "conv", "kernel": 3, "filters": 24, "batchNorm": true, "activation": "{name}" """),
        Chain(name + "OfDepthwise", "7x9x27", $""" "kind": "depthwise", "activation": "{name}" """),
        Chain(name + "OfDense", "1x1x24", $""" "kind": "dense", "units": 41, "activation": "{name}" """),
        Chain(name + "OfNorm", "4x5x7", """ "kind": "relu" """, """ "kind": "batchNorm" """, $""" "kind": "{name}" """),
        Chain(name + "OfAdd", "4x5x7", $""" "kind": "add", "inputs": ["input", "input"], "activation": "{name}" """),
    ];
}
