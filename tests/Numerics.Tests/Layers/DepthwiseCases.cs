using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Depthwise convolutions: odd sizes and channels, strides, paddings, dilation, maps smaller than the kernel.</summary>
internal static class DepthwiseCases
{
    public static IEnumerable<LayerCase> All =>
    [
        .. from channels in new[] { 1, 3, 7, 17, 24, 33, 40 }
           select Depthwise("Depthwise3On" + channels, "6x9x" + channels, """ "kernel": 3 """),
        Depthwise("Depthwise3Stride2Even", "8x14x16", """ "stride": 2 """),
        Depthwise("Depthwise3Stride2Odd", "9x15x17", """ "stride": 2 """),
        Depthwise("Depthwise3Stride2Valid", "9x12x24", """ "stride": 2, "padding": "valid" """),
        Depthwise("Depthwise3Stride2Symmetric", "10x12x33", """ "stride": 2, "padding": "symmetric" """),
        Depthwise("Depthwise3Explicit", "7x8x3", """ "padding": [2, 0, 0, 1] """),
        Depthwise("Depthwise5", "11x13x20", """ "kernel": 5 """),
        Depthwise("Depthwise5Stride2", "11x12x7", """ "kernel": 5, "stride": 2 """),
        Depthwise("Depthwise5Stride3", "14x17x9", """ "kernel": 5, "stride": 3, "padding": "symmetric" """),
        Depthwise("Depthwise7OnOnePixel", "1x1x17", """ "kernel": 7 """),
        Depthwise("Depthwise5OnSmallMap", "2x3x7", """ "kernel": 5 """),
        Depthwise("Depthwise5OnLowMap", "2x20x7", """ "kernel": 5, "stride": [1, 2] """),
        Depthwise("Depthwise5OnNarrowMap", "20x2x7", """ "kernel": 5, "padding": "symmetric" """),
        Depthwise("Depthwise4", "9x10x8", """ "kernel": 4, "stride": 2 """),
        Depthwise("DepthwiseTall", "9x8x7", """ "kernel": [5, 1] """),
        Depthwise("DepthwiseWide", "4x18x7", """ "kernel": [1, 5] """),
        Depthwise("DepthwiseDilated", "12x13x16", """ "dilation": 2 """),
        Depthwise("DepthwiseDilatedWide", "7x19x5", """ "dilation": [1, 3], "stride": [1, 2] """),
        Depthwise("DepthwiseDilatedOnSmallMap", "3x4x5", """ "dilation": 4 """),
        Depthwise("Depthwise1", "3x6x17", """ "kernel": 1 """),
        Depthwise("Depthwise1Stride2", "5x9x17", """ "kernel": 1, "stride": 2 """),
        .. from size in Enumerable.Range(1, 7)
           select Depthwise($"Depthwise{size}x{8 - size}Dilated", "9x10x19", $""" "kernel": [{size}, {8 - size}], "dilation": 2, "stride": [1, 2] """),
        .. from multiplier in new[] { 2, 3, 8, 21 }
           from kernel in new[] { 1, 3, 5 }
           select Depthwise($"Depthwise{kernel}Of{multiplier}", "7x9x5", $""" "kernel": {kernel}, "depthMultiplier": {multiplier}, "activation": "relu6" """),
        Depthwise(
            "DepthwiseOf2Dilated",
            "11x12x9",
            """ "depthMultiplier": 2, "dilation": [2, 3], "stride": 2, "padding": "symmetric", "batchNorm": true, "activation": "gelu" """),
        Depthwise("DepthwiseOf16", "6x6x1", """ "depthMultiplier": 16, "kernel": 7, "padding": "same", "bias": true, "batchNorm": true """),
        Chain("DepthwiseNormalised", "7x7x24", """ "kind": "depthwise", "batchNorm": true, "activation": "relu6", "epsilon": 0.00001 """),
        Chain("DepthwiseBiasAndNorm", "7x7x24", """ "kind": "depthwise", "batchNorm": true, "bias": true, "activation": "relu" """),
        Chain("Separable", "9x11x16", """ "kind": "separable", "filters": 40, "stride": 2 """),
        Chain("SeparableRepeated", "9x11x5", """ "kind": "separable", "filters": 8, "stride": 2, "repeat": 3, "activation": "relu6" """),
    ];

    private static LayerCase Depthwise(string name, string input, string properties) =>
        Chain(name, input, $""" "kind": "depthwise", {properties} """);
}
