using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Standard and pointwise convolutions: odd sizes and channels, strides, paddings, maps smaller than the kernel.</summary>
internal static class ConvolutionCases
{
    public static IEnumerable<LayerCase> All =>
    [
        Conv("Conv3Same", "9x7x3", 24, """ "kernel": 3 """),
        Conv("Conv3SameStride2Even", "8x12x3", 17, """ "kernel": 3, "stride": 2 """),
        Conv("Conv3SameStride2Odd", "9x13x7", 33, """ "kernel": 3, "stride": 2 """),
        Conv("Conv3ValidStride2", "9x12x1", 40, """ "kernel": 3, "stride": 2, "padding": "valid" """),
        Conv("Conv3SymmetricStride2", "8x9x17", 7, """ "kernel": 3, "stride": 2, "padding": "symmetric" """),
        Conv("Conv3Explicit", "6x5x3", 3, """ "kernel": 3, "padding": [0, 1, 2, 0] """),
        Conv("Conv3ExplicitStride3", "11x10x3", 72, """ "kernel": 3, "stride": 3, "padding": [2, 0, 1, 2] """),
        Conv("Conv5Same", "11x9x4", 65, """ "kernel": 5 """),
        Conv("Conv7SymmetricStride2", "15x17x1", 8, """ "kernel": 7, "stride": 2, "padding": "symmetric" """),
        Conv("Conv5SameOnSmallMap", "2x3x3", 17, """ "kernel": 5 """),
        Conv("Conv7SameOnOnePixel", "1x1x5", 33, """ "kernel": 7 """),
        Conv("Conv5SymmetricOnSmallMap", "3x2x3", 16, """ "kernel": 5, "padding": "symmetric" """),
        Conv("Conv4SameStride2", "9x10x3", 12, """ "kernel": 4, "stride": 2 """),
        Conv("Conv2SymmetricEvenKernel", "5x6x3", 12, """ "kernel": 2, "padding": "symmetric" """),
        Conv("ConvTall", "7x6x7", 24, """ "kernel": [3, 1] """),
        Conv("ConvWide", "6x15x7", 24, """ "kernel": [1, 3], "stride": [2, 1], "padding": [0, 0, 2, 1] """),
        Conv("ConvWideOnNarrowMap", "4x2x3", 20, """ "kernel": [1, 5] """),
        Conv("ConvTallOnLowMap", "2x40x3", 20, """ "kernel": [5, 1] """),
        Conv("Conv3Dilated", "11x12x3", 24, """ "kernel": 3, "dilation": 2 """),
        Conv("Conv3DilatedStride2Symmetric", "13x11x3", 24, """ "kernel": 3, "dilation": 3, "stride": 2, "padding": "symmetric" """),
        Conv("Conv3DilatedOnSmallMap", "3x2x7", 9, """ "kernel": 3, "dilation": 4 """),
        Conv("Conv2DilatedBesideTheMap", "1x1x3", 5, """ "kernel": 2, "dilation": 3, "padding": [1, 2, 1, 2] """),
        Conv("Conv1Stride2", "7x9x24", 33, """ "kernel": 1, "stride": 2 """),
        Conv("Conv1Padded", "3x4x3", 7, """ "kernel": 1, "padding": [0, 0, 0, 0] """),
        Conv("Conv3Large", "30x29x3", 64, """ "kernel": 3 """),
        .. from groups in new[] { (2, "6x7x8", 34), (3, "5x9x9", 3), (4, "7x6x4", 4), (5, "4x5x20", 80), (2, "6x6x6", 96) }
           from kernel in new[] { 1, 2, 3, 5 }
           select Conv(
               $"Conv{kernel}In{groups.Item1}GroupsTo{groups.Item3}",
               groups.Item2,
               groups.Item3,
               $""" "kernel": {kernel}, "groups": {groups.Item1} """),
        Conv(
            "ConvGroupedDilated",
            "11x13x6",
            14,
            """ "kernel": [3, 5], "groups": 2, "dilation": [3, 2], "stride": [1, 2], "batchNorm": true, "activation": "swish" """),
        Conv("ConvGroupedSymmetric", "8x9x12", 24, """ "kernel": 4, "groups": 4, "stride": 3, "padding": "symmetric", "activation": "hardSwish" """),
        Conv("ConvGroupedOnSmallMap", "2x1x4", 10, """ "kernel": 7, "groups": 2 """),
        .. from channels in new[] { 1, 3, 7, 17, 24, 33, 40 }
           select Chain($"Pointwise{channels}To{41 - channels}", "5x3x" + channels, $""" "kind": "pointwise", "filters": {41 - channels} """),
        Chain("PointwiseOnePixel", "1x1x40", """ "kind": "pointwise", "filters": 100 """),
        Chain("PointwiseManyPixels", "29x31x8", """ "kind": "pointwise", "filters": 64, "activation": "relu" """),
        Chain("PointwiseManyPanels", "3x3x16", """ "kind": "pointwise", "filters": 200 """),
        Chain("PointwiseStride2", "7x8x16", """ "kind": "pointwise", "filters": 32, "stride": 2 """),
        Chain("PointwiseStride3x1", "7x8x3", """ "kind": "pointwise", "filters": 5, "stride": [3, 1], "batchNorm": true, "activation": "relu6" """),
        Chain("DenseOfOne", "1x1x1", """ "kind": "dense", "units": 7 """),
        Chain("DenseWithoutBias", "1x1x33", """ "kind": "dense", "units": 17, "bias": false """),
        Chain("DenseWide", "1x1x40", """ "kind": "dense", "units": 333, "activation": "relu" """),
    ];

    private static LayerCase Conv(string name, string input, int filters, string properties) =>
        Chain(name, input, $""" "kind": "conv", "filters": {filters}, {properties} """);
}
