using static MobileNetGen.Numerics.Tests.Layers.LayerCase;

namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>Poolings and maps of another size.</summary>
internal static class PoolingCases
{
    public static IEnumerable<LayerCase> All =>
    [
        .. from kind in new[] { "maxPool", "averagePool" }
           from pool in Pools(kind)
           select pool,
        .. from padding in new[] { ("same", "\"same\""), ("symmetric", "\"symmetric\""), ("explicit", "[2, 0, 1, 2]"), ("valid", "\"valid\"") }
           select Chain(
               "AveragePoolCountsPadding_" + padding.Item1,
               "6x9x21",
               $""" "kind": "averagePool", "kernel": 3, "stride": 2, "padding": {padding.Item2}, "countIncludePad": true """),
        .. from counts in new[] { "true", "false" }
           from padding in new[] { "\"symmetric\"", "\"valid\"", "[1, 0, 2, 1]" }
           select Chain(
               $"AveragePoolDilated_{counts}_{string.Concat(padding.Where(char.IsLetterOrDigit))}",
               "9x11x17",
               $""" "kind": "averagePool", "kernel": 3, "stride": [1, 2], "dilation": [2, 2], "padding": {padding}, "countIncludePad": {counts} """),
        Chain(
            "AveragePoolCountsPaddingOnSmallMap",
            "2x3x5",
            """ "kind": "averagePool", "kernel": 5, "stride": 1, "padding": "symmetric", "countIncludePad": true """),
        .. from input in new[] { "1x1x3", "7x7x17", "3x5x40", "13x2x1", "2x9x24" }
           from kind in new[] { "globalAveragePool", "globalMaxPool" }
           select Chain(kind + input, input, $""" "kind": "{kind}" """),
        .. from method in new[] { "nearest", "bilinear" }
           from factor in new[] { ("2", "4x5x3"), ("3", "3x2x17"), ("[1, 4]", "2x3x24"), ("[5, 2]", "1x1x7"), ("1", "3x3x1") }
           select Chain($"Upsample_{method}_{factor.Item2}", factor.Item2, $""" "kind": "upsample", "factor": {factor.Item1}, "method": "{method}" """),
        .. from method in new[] { "nearest", "bilinear" }
           from coordinates in new[] { "half-pixel", "align-corners", "asymmetric" }
           from size in new[] { ("4x5x3", "[7, 9]"), ("9x8x17", "[4, 11]"), ("3x1x24", "[1, 6]"), ("2x7x5", "7"), ("5x5x33", "[5, 3]") }
           select Chain(
               $"Resize_{method}_{coordinates.Replace('-', '_')}_{size.Item1}",
               size.Item1,
               $""" "kind": "resize", "size": {size.Item2}, "method": "{method}", "coordinates": "{coordinates}" """),
        .. from coordinates in new[] { "half-pixel", "align-corners", "asymmetric", "pytorch-half-pixel", "half-pixel-symmetric" }
           from rounding in new[] { "floor", "ceil", "round-prefer-floor", "round-prefer-ceil" }
           select Chain(
               $"ResizeRounded_{coordinates.Replace('-', '_')}_{rounding.Replace('-', '_')}",
               "9x8x17",
               $""" "kind": "resize", "size": [6, 11], "method": "nearest", "coordinates": "{coordinates}", "rounding": "{rounding}" """),
        .. from options in new[]
           {
               ("Bicubic", "\"method\": \"bicubic\""),
               ("BicubicInside", "\"method\": \"bicubic\", \"excludeOutside\": true, \"cubicCoefficient\": -0.5"),
               ("BilinearAntialias", "\"method\": \"bilinear\", \"antialias\": true"),
               ("BilinearAntialiasInside", "\"method\": \"bilinear\", \"antialias\": true, \"excludeOutside\": true"),
               ("BicubicAntialias", "\"method\": \"bicubic\", \"antialias\": true"),
               ("BicubicAntialiasInside", "\"method\": \"bicubic\", \"antialias\": true, \"excludeOutside\": true, \"cubicCoefficient\": -0.5"),
           }
           from size in new[] { ("9x8x17", "[4, 11]"), ("3x1x24", "[1, 6]"), ("11x13x5", "[3, 2]") }
           select Chain($"Resize{options.Item1}_{size.Item1}", size.Item1, $""" "kind": "resize", "size": {size.Item2}, {options.Item2} """),
        .. from coordinates in new[] { "half-pixel", "asymmetric", "pytorch-half-pixel", "half-pixel-symmetric" }
           from method in new[] { "nearest", "bilinear", "bicubic" }
           select Chain(
               $"ResizeScaled_{method}_{coordinates.Replace('-', '_')}",
               "8x9x7",
               $""" "kind": "resize", "size": [10, 6], "scales": [1.3, 0.7], "method": "{method}", "coordinates": "{coordinates}" """),
        Chain("ResizeScaledAntialias", "8x9x7", """ "kind": "resize", "size": [10, 6], "scales": [1.3, 0.7], "antialias": true """),
        Chain("ResizeToOnePixelAsPyTorch", "5x7x9", """ "kind": "resize", "size": [1, 3], "coordinates": "pytorch-half-pixel" """),
        Chain("ResizeByFactor", "4x3x7", """ "kind": "resize", "factor": [2, 3], "coordinates": "align-corners" """),
    ];

    private static IEnumerable<LayerCase> Pools(string kind) =>
    [
        Chain(kind + "Default", "8x7x3", $""" "kind": "{kind}" """),
        Chain(kind + "3Stride2Same", "9x8x17", $""" "kind": "{kind}", "kernel": 3, "stride": 2, "padding": "same" """),
        Chain(kind + "3Stride1Symmetric", "7x12x24", $""" "kind": "{kind}", "kernel": 3, "stride": 1, "padding": "symmetric" """),
        Chain(kind + "3Explicit", "6x7x33", $""" "kind": "{kind}", "kernel": 3, "stride": 2, "padding": [0, 2, 1, 0] """),
        Chain(kind + "5OnSmallMap", "2x3x7", $""" "kind": "{kind}", "kernel": 5, "stride": 1, "padding": "same" """),
        Chain(kind + "Wide", "3x17x1", $""" "kind": "{kind}", "kernel": [1, 4], "stride": [1, 3] """),
        Chain(kind + "OnePixel", "1x1x40", $""" "kind": "{kind}", "kernel": 3, "stride": 2, "padding": "symmetric" """),
    ];
}
