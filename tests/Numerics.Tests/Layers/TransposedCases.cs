using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Transposed convolutions: strides that leave gaps, dilations that share factors with them, both frameworks' paddings, groups.</summary>
internal static class TransposedCases
{
    public static IEnumerable<LayerCase> All =>
    [
        .. from kernel in new[] { 1, 2, 3, 4, 5 }
           from stride in new[] { 1, 2, 3 }
           from padding in new[] { "same", "valid" }
           select Transposed(
               $"Transposed{kernel}Stride{stride}_{padding}",
               "4x7x5",
               17,
               $""" "kernel": {kernel}, "stride": {stride}, "padding": "{padding}" """),
        Transposed("TransposedTorchDoubles", "5x6x8", 24, """ "kernel": 3, "stride": 2, "padding": "symmetric", "outputPadding": 1 """),
        Transposed(
            "TransposedTorchTriples",
            "4x9x3",
            33,
            """ "kernel": 5, "stride": 3, "padding": "symmetric", "outputPadding": [2, 1], "batchNorm": true, "activation": "hardSwish" """),
        Transposed("TransposedExplicit", "5x4x7", 9, """ "kernel": [3, 4], "stride": [2, 1], "padding": [1, 0, 2, 3] """),
        Transposed("TransposedDeepCut", "6x6x4", 8, """ "kernel": 2, "stride": 2, "padding": [3, 2, 4, 5] """),
        Transposed("TransposedValidAdded", "3x4x6", 5, """ "kernel": 3, "stride": 3, "padding": "valid", "outputPadding": [2, 0] """),
        .. from stride in new[] { 2, 3, 4 }
           from dilation in new[] { 2, 3 }
           select Transposed(
               $"TransposedStride{stride}Dilated{dilation}",
               "5x6x3",
               12,
               $""" "kernel": 3, "stride": {stride}, "dilation": {dilation}, "padding": "symmetric" """),
        Transposed("TransposedOfOnePixel", "1x1x40", 16, """ "kernel": 4, "stride": 4, "padding": "valid", "batchNorm": true """),
        Transposed("TransposedInGroups", "5x7x12", 20, """ "kernel": 3, "stride": 2, "groups": 4, "batchNorm": true, "activation": "swish" """),
        Transposed("TransposedInGroupsOfOneInput", "5x7x3", 12, """ "kernel": 4, "stride": 2, "groups": 3, "bias": true, "batchNorm": true """),
        Transposed("TransposedDepthwise", "6x7x27", 27, """ "kernel": 4, "stride": 2, "groups": 27, "padding": "symmetric", "activation": "relu6" """),
        Transposed("TransposedDepthwiseDilated", "6x7x19", 19, """ "kernel": 3, "stride": 2, "dilation": [2, 1], "groups": 19, "batchNorm": true """),
        Transposed("TransposedWideRow", "1x30x16", 64, """ "kernel": [1, 2], "stride": [1, 2] """),
    ];

    private static LayerCase Transposed(string name, string input, int filters, string properties) =>
        Chain(name, input, $""" "kind": "convTranspose", "filters": {filters}, {properties} """);
}
