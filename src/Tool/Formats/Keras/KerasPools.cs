using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Keras' poolings.</summary>
internal static class KerasPools
{
    private const string Windowed = "pool_size strides padding data_format";

    public static IEnumerable<KerasKind> Kinds =>
    [
        new("AdaptiveAveragePooling2D", "output_size data_format", layer => Pooling.Average(
            layer.Sketch,
            layer.Name,
            layer.Input,
            Adaptive(layer),
            countsPadding: false,
            layer.Order)) { Limits = "To extents that divide the map's." },
        new(
            "AdaptiveMaxPooling2D",
            "output_size data_format",
            layer => Pooling.Max(layer.Sketch, layer.Name, layer.Input, Adaptive(layer), layer.Order)) { Limits = "To extents that divide the map's." },
        new("AveragePooling2D", Windowed, layer => Pooling.Average(layer.Sketch, layer.Name, layer.Input, Window(layer), countsPadding: false, layer.Order)),
        new(
            "GlobalAveragePooling2D",
            "data_format keepdims",
            layer => Reducing.Mean(layer.Sketch, layer.Name, layer.Input, Pixels(layer), layer.Flag("keepdims", false))),
        new(
            "GlobalMaxPooling2D",
            "data_format keepdims",
            layer => Reducing.Max(layer.Sketch, layer.Name, layer.Input, Pixels(layer), layer.Flag("keepdims", false))),
        new("MaxPooling2D", Windowed, layer => Pooling.Max(layer.Sketch, layer.Name, layer.Input, Window(layer), layer.Order)),
    ];

    private static Window Window(KerasLayer layer)
    {
        var size = layer.Extent("pool_size", new Extent(2, 2));
        return KerasConvolutions.Window(layer, size, size);
    }

    /// <summary>Windows beside each other that make a map of the size that is asked for.</summary>
    private static Window Adaptive(KerasLayer layer)
    {
        var (size, pixels) = (layer.Extent("output_size", Extent.One), Pixels(layer));
        var (rows, columns) = layer.Input.Shape.Count == 4 ? (layer.Input.Shape[pixels[0]], layer.Input.Shape[pixels[1]]) : (0, 0);
        var window = new Extent(rows / size.Height, columns / size.Width);
        return rows > 0 && rows % size.Height == 0 && columns % size.Width == 0
            ? new Window(window, window, Extent.One, Padding.Valid)
            : throw new ToolException($"its output_size is {size.DisplayText} for {layer.Input.DisplayShape}; extents that divide the map's are accepted.");
    }

    private static int[] Pixels(KerasLayer layer) => layer.Order == AxisOrder.Nhwc ? [1, 2] : [2, 3];
}
