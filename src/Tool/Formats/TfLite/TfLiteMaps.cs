using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>Windows without weights, means, margins and sizes of maps. Where no element is made anew, integers come out as they are.</summary>
internal static class TfLiteMaps
{
    private const string Pool = "padding stride_w stride_h filter_width filter_height fused_activation_function";
    private const double MinNorm = 1e-6;
    private const AxisOrder Order = AxisOrder.Nhwc;

    public static readonly IReadOnlyList<TfLiteOperator> All =
    [
        new("AVERAGE_POOL_2D", 3, "input", AveragePool) { Options = "Pool2DOptions", Signature = Pool },
        new("DEPTH_TO_SPACE", 2, "input", node => Rearranged(
            node,
            new DepthToSpace(node.Integer("block_size"), DepthOrder.DCR))) { Options = "DepthToSpaceOptions", Signature = "block_size" },
        new("L2_NORMALIZATION", 2, "input", Normalise) { Options = "L2NormOptions", Signature = "fused_activation_function", Limits = "over the last axis" },
        new("MAX_POOL_2D", 3, "input", MaxPool) { Options = "Pool2DOptions", Signature = Pool },
        Reduction("MEAN", 3, Reducing.Mean),
        new("MIRROR_PAD", 3, "input paddings", MirrorPad) { Options = "MirrorPadOptions", Signature = "mode" },
        new("PAD", 5, "input paddings", node => Pad(node, 0)) { Limits = "rows and columns, or channels alone" },
        new("PADV2", 5, "input paddings constant_values", node => Pad(node, node.Number("constant_values"))) { Limits = "rows and columns" },
        Reduction("REDUCE_MAX", 3, Reducing.Max),
        Reduction("REDUCE_MIN", 3, Reducing.Min),
        new("RESIZE_BILINEAR", 4, "input size", node => Resize(node, Interpolation.Bilinear))
        {
            Options = "ResizeBilinearOptions", Signature = "new_height~ new_width~ align_corners half_pixel_centers",
        },
        new("RESIZE_NEAREST_NEIGHBOR", 4, "input size", node => Resize(node, Interpolation.Nearest))
        {
            Options = "ResizeNearestNeighborOptions", Signature = "align_corners half_pixel_centers",
        },
        new("SPACE_TO_DEPTH", 2, "input", node => Rearranged(
            node,
            new SpaceToDepth(node.Integer("block_size"), DepthOrder.DCR))) { Options = "SpaceToDepthOptions", Signature = "block_size" },
        Reduction("SUM", 2, Reducing.Sum),
    ];

    private static Value AveragePool(TfLiteNode node) =>
        node.Activated(Pooling.Average(node.Sketch, node.Name, node.View("input"), WindowOf(node), countsPadding: false, Order));

    private static Value MaxPool(TfLiteNode node) => node.Activated(Pooling.Max(node.Sketch, node.Name, node.View("input"), WindowOf(node), Order));

    private static TfLiteOperator Reduction(string name, int maxVersion, Func<GraphSketch, string, Value, IReadOnlyList<int>, bool, Value> reduce) =>
        new(name, maxVersion, "input axis", node => reduce(
            node.Sketch,
            node.Name,
            node.Real("input"),
            node.Integers("axis"),
            node.Flag("keep_dims")))
        { Options = "ReducerOptions", Signature = "keep_dims" };

    private static Value Rearranged(TfLiteNode node, Operation operation) => node.Integer("block_size") is >= 1 and <= 64
        ? Blocks.Rearrange(node.Sketch, node.Name, node.View("input"), operation, Order)
        : throw new ToolException($"its block_size is {node.Integer("block_size")}; 1 to 64 are accepted.");

    /// <summary>Over the root of the sum of squares, which counts as 1e-6 where it is smaller.</summary>
    private static Value Normalise(TfLiteNode node) => node.Activated(Pooling.Normalise(node.Sketch, node.Name, node.Real("input"), [-1], MinNorm));

    private static Value MirrorPad(TfLiteNode node)
    {
        var pads = node.Integers("paddings");
        var input = node.View("input");
        int[] before = [.. pads.Where((_, index) => index % 2 == 0)], after = [.. pads.Where((_, index) => index % 2 == 1)];
        return before.Length == input.Shape.Count && after.Length == before.Length
            ? Borders.Of(node.Sketch, node.Name, input, before, after, node.Word("mode") == "SYMMETRIC" ? Border.Symmetric : Border.Reflect)
            : throw new ToolException($"its paddings are {pads.Length} numbers for {input.DisplayShape}; two for each axis are accepted.");
    }

    private static Window WindowOf(TfLiteNode node) =>
        new(node.Extent("filter_height", "filter_width"), node.Extent("stride_h", "stride_w"), Extent.One, node.Padding());

    private static Value Pad(TfLiteNode node, double value)
    {
        var pads = node.Integers("paddings");
        int[] before = [.. pads.Where((_, index) => index % 2 == 0)], after = [.. pads.Where((_, index) => index % 2 == 1)];
        return Paddings.Pad(node.Sketch, node.Name, node.View("input"), before, after, value, Order);
    }

    private static Value Resize(TfLiteNode node, Interpolation method)
    {
        if (node.Integers("size") is not [>= 1 and <= 8192 and var height, >= 1 and <= 8192 and var width])
        {
            throw new ToolException($"its size is [{string.Join(", ", node.Integers("size"))}]; rows and columns from 1 to 8192 are accepted.");
        }

        var coordinates = (node.Flag("align_corners"), node.Flag("half_pixel_centers")) switch
        {
            (false, false) => Coordinates.Asymmetric,
            (true, false) => Coordinates.AlignCorners,
            (false, true) => Coordinates.HalfPixel,
            _ => throw new ToolException("it says both align_corners and half_pixel_centers; one is accepted."),
        };
        return Pooling.Resize(node.Sketch, node.Name, node.View("input"), new Extent(height, width), method, coordinates, Order);
    }
}
