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
        new("AveragePooling2D", Windowed, layer => Pooling.Average(layer.Sketch, layer.Name, layer.Input, Window(layer), countsPadding: false, layer.Order)),
        new("GlobalAveragePooling2D", "data_format keepdims", layer => Pooling.Mean(layer.Sketch, layer.Name, layer.Input, Pixels(layer), layer.Flag("keepdims", false))),
        new("GlobalMaxPooling2D", "data_format keepdims", layer => Pooling.GlobalMax(layer.Sketch, layer.Name, layer.Input, Pixels(layer), layer.Flag("keepdims", false))),
        new("MaxPooling2D", Windowed, layer => Pooling.Max(layer.Sketch, layer.Name, layer.Input, Window(layer), layer.Order)),
    ];

    private static Window Window(KerasLayer layer)
    {
        var size = layer.Extent("pool_size", new Extent(2, 2));
        return KerasConvolutions.Window(layer, size, size);
    }

    private static int[] Pixels(KerasLayer layer) => layer.Order == AxisOrder.Nhwc ? [1, 2] : [2, 3];
}
