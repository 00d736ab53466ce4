using MobileNetGen.Generator.Ops;
using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Every activation as a layer of its own, and at the end of every kernel that takes one.</summary>
internal static class ActivationCases
{
    private static readonly string[] s_names = [.. ActivationName.Names.Except(["none"])];

    public static IEnumerable<LayerCase> All =>
    [
        .. from name in s_names
           from activated in Activated(name)
           select activated,
        Chain("LeakyReluOfAnySlope", "5x3x7", """ "kind": "leakyRelu", "alpha": 0.3 """),
        Chain("LeakyReluFolded", "5x3x7", """ "kind": "pointwise", "filters": 17 """, """ "kind": "leakyRelu", "alpha": 0.00001 """),
        Chain("LeakyReluSteep", "5x3x7", """ "kind": "leakyRelu", "alpha": 2.5 """),
        Chain("LeakyReluRising", "5x3x7", """ "kind": "pointwise", "filters": 17 """, """ "kind": "leakyRelu", "alpha": -0.3 """),
        Chain("EluOfAnyAlpha", "5x3x7", """ "kind": "elu", "alpha": 0.3 """),
        Chain("EluFolded", "5x3x7", """ "kind": "pointwise", "filters": 17 """, """ "kind": "elu", "alpha": 1.6732632 """),
        .. from function in new[] { "abs", "erf", "exp", "sqrt", "log" }
           from layer in Positive(function)
           select layer,
        .. from bounds in new[]
        {
            ("Both", "\"min\": -0.7, \"max\": 1.1"),
            ("Lower", "\"min\": 0.1"),
            ("Upper", "\"max\": -0.3"),
            ("One", "\"min\": 0, \"max\": 1"),
        }
           from clipped in Ended("Clip" + bounds.Item1, $""" "kind": "clip", {bounds.Item2} """)
           select clipped,
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

    /// <summary>Of what is above 0, alone and in a chain.</summary>
    private static IEnumerable<LayerCase> Positive(string function) =>
    [
        Chain(
            function + "Alone",
            "5x7x9",
            """ "kind": "clip", "min": 0.25, "max": 3 """,
            """ "kind": "upsample", "factor": 2 """,
            $""" "kind": "{function}" """),
        Chain(
            function + "OfSum",
            "4x5x27",
            """ "kind": "clip", "min": 0.25, "max": 3 """,
            $""" "kind": "{function}" """,
            """ "kind": "rescale", "scale": 2, "offset": -1 """,
            """ "kind": "relu6" """),
        Chain(function + "Activated", "4x5x7", """ "kind": "sigmoid" """, $""" "kind": "{function}" """, """ "kind": "tanh" """),
    ];

    /// <summary>The same where a layer of its own says the activation.</summary>
    private static IEnumerable<LayerCase> Ended(string name, string activation) =>
    [
        Chain(name + "Alone", "5x7x9", activation),
        Chain(name + "OfPointwise", "6x5x8", """ "kind": "pointwise", "filters": 57 """, activation),
        Chain(name + "OfConv", "7x9x3", """ "kind": "conv", "kernel": 3, "filters": 24, "batchNorm": true """, activation),
        Chain(name + "OfDepthwise", "7x9x27", """ "kind": "depthwise" """, activation),
        Chain(name + "OfDense", "1x1x24", """ "kind": "dense", "units": 41 """, activation),
        Chain(name + "OfNorm", "4x5x7", """ "kind": "relu" """, """ "kind": "batchNorm" """, activation),
        Chain(name + "OfAdd", "4x5x7", """ "kind": "add", "inputs": ["input", "input"] """, activation),
    ];
}
