using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Two or more maps that are joined element by element.</summary>
internal static class CombinedCases
{
    public static IEnumerable<LayerCase> All =>
    [
        .. from kind in new[] { "maximum", "minimum" }
           from shape in new[] { "5x7x19", "5x7x1", "1x1x1", "5x1x19", "1x7x19", "1x1x19" }
           from first in new[] { true, false }
           select Two(kind, shape, first),
        .. from shape in new[] { "5x7x19", "5x7x1", "1x1x1", "5x1x19", "1x7x19", "1x1x19" }
           select Quotient(shape),
        Chain(
            "MaximumOfThree",
            "5x7x17",
            """ "kind": "tanh", "name": "a" """,
            """ "kind": "rescale", "name": "b", "scale": -1 """,
            """ "kind": "maximum", "inputs": ["a", "input", "b"], "activation": "hardSwish" """),
        Chain(
            "MinimumOfThree",
            "4x3x33",
            """ "kind": "tanh", "name": "a" """,
            """ "kind": "globalMaxPool", "name": "b" """,
            """ "kind": "minimum", "inputs": ["b", "a", "input"] """),
        Chain(
            "QuotientOfItself",
            "3x5x20",
            """ "kind": "sigmoid", "name": "a" """,
            """ "kind": "rescale", "offset": 0.5, "name": "b" """,
            """ "kind": "div", "inputs": ["a", "b"], "activation": "tanh" """,
            """ "kind": "pointwise", "filters": 5 """),
        Chain("SumWithAConstant", "5x7x19", """ "kind": "constant", "shape": [5, 7, 19], "name": "a" """, """ "kind": "add", "inputs": ["input", "a"] """),
        Chain(
            "ConcatWithAConstant",
            "5x7x19",
            """ "kind": "constant", "shape": [5, 7, 3], "name": "a" """,
            """ "kind": "concat", "inputs": ["a", "input"] """,
            """ "kind": "pointwise", "filters": 9 """),
        Chain("ConstantAlone", "1x1x2", """ "kind": "constant", "shape": [3, 4, 5] """, """ "kind": "relu" """),
        Chain("ConstantVector", "2x3x70", """ "kind": "constant", "shape": 70, "name": "a" """, """ "kind": "mul", "inputs": ["input", "a"] """),
        new(
            "QuotientBothWays",
            $$"""
            { "inputs": [ {{Port("4x1x9", "column")}}, {{Port("1x6x1", "row")}} ],
              "layers": [
                { "kind": "sigmoid", "name": "divisor", "inputs": ["row"] },
                { "kind": "div", "inputs": ["column", "divisor"] } ] }
            """),
    ];

    private static LayerCase Two(string kind, string shape, bool first) => new(
        $"{kind}_{shape}_{(first ? "first" : "last")}",
        $$"""
        { "inputs": [ {{Port("5x7x19", "whole")}}, {{Port(shape, "part")}} ],
          "layers": [ { "kind": "{{kind}}", "inputs": [{{(first ? "\"part\", \"whole\"" : "\"whole\", \"part\"")}}] } ] }
        """);

    /// <summary>By what is far from 0.</summary>
    private static LayerCase Quotient(string shape) => new(
        "div_" + shape,
        $$"""
        { "inputs": [ {{Port("5x7x19", "whole")}}, {{Port(shape, "part")}} ],
          "layers": [
            { "kind": "sigmoid", "name": "divisor", "inputs": ["part"] },
            { "kind": "div", "inputs": ["whole", "divisor"] } ] }
        """);
}
