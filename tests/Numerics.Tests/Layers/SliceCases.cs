using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Parts of a map, forwards and backwards, and what is made of several of them.</summary>
internal static class SliceCases
{
    public static IEnumerable<LayerCase> All =>
    [
        .. from part in new[]
           {
               ("Rows", "\"rows\": [2, 6]"),
               ("RowsInSteps", "\"rows\": [1, 7, 3]"),
               ("RowsTurned", "\"rows\": [-1, -8, -1]"),
               ("LastRow", "\"rows\": [-1, 7, 5]"),
               ("Columns", "\"columns\": [0, 5]"),
               ("ColumnsInSteps", "\"columns\": [1, -1, 2]"),
               ("ColumnsTurned", "\"columns\": [8, -10, -1]"),
               ("Channels", "\"channels\": [3, 20]"),
               ("OneChannel", "\"channels\": [-2, -1]"),
               ("ChannelsInSteps", "\"channels\": [0, 21, 4]"),
               ("ChannelsTurned", "\"channels\": [-1, -22, -1]"),
               ("ChannelsBackwardsInSteps", "\"channels\": [19, 2, -3]"),
               ("EveryAxis", "\"rows\": [6, 0, -2], \"columns\": [2, 9, 3], \"channels\": [1, 18]"),
               ("EveryAxisInSteps", "\"rows\": [0, 7, 2], \"columns\": [-1, 0, -4], \"channels\": [20, 0, -1]"),
           }
           select Chain("Slice" + part.Item1, "7x9x21", $""" "kind": "slice", {part.Item2} """),
        Chain("SliceOfAVector", "1x1x40", """ "kind": "slice", "channels": [4, 37] """, """ "kind": "softmax" """),
        Chain(
            "SliceOfEverything",
            "3x4x5",
            """ "kind": "relu" """,
            """ "kind": "slice", "rows": [-3, 3], "channels": [0, 5, 1] """,
            """ "kind": "pointwise", "filters": 6 """),
        Chain(
            "FocusOnEveryOtherPixel",
            "6x8x3",
            """ "kind": "slice", "name": "a", "rows": [0, 6, 2], "columns": [0, 8, 2] """,
            """ "kind": "slice", "name": "b", "inputs": ["input"], "rows": [1, 6, 2], "columns": [0, 8, 2] """,
            """ "kind": "slice", "name": "c", "inputs": ["input"], "rows": [0, 6, 2], "columns": [1, 8, 2] """,
            """ "kind": "slice", "name": "d", "inputs": ["input"], "rows": [1, 6, 2], "columns": [1, 8, 2] """,
            """ "kind": "concat", "inputs": ["a", "b", "c", "d"] """,
            """ "kind": "conv", "filters": 8, "kernel": 3, "activation": "relu" """),
        Chain(
            "SplitChannels",
            "5x6x24",
            """ "kind": "slice", "name": "kept", "channels": [0, 12] """,
            """ "kind": "slice", "inputs": ["input"], "channels": [12, 24] """,
            """ "kind": "separable", "name": "moved", "filters": 12 """,
            """ "kind": "concat", "inputs": ["kept", "moved"] """),
    ];
}
