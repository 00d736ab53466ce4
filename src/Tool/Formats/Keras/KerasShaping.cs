using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Keras' layers that move, repeat or join elements.</summary>
internal static class KerasShaping
{
    private const int MaxExtent = 8192;

    public static IEnumerable<KerasKind> Kinds =>
    [
        new("Concatenate", "axis", layer => Joining.Concat(layer.Sketch, layer.Name, layer.Inputs, layer.Integer("axis", -1))),
        new("Flatten", "data_format", Flatten) { TakesIntegers = true },
        new("Permute", "dims", layer => Reshaping.Transpose(
            layer.Input,
            [0, .. layer.Integers("dims")])) { TakesIntegers = true, Limits = "Around the ends of a network, or before a Flatten." },
        new(
            "RepeatVector",
            "n",
            layer => Joining.Concat(
                layer.Sketch,
                layer.Name,
                [.. Enumerable.Repeat(
                    Reshaping.Unsqueeze(layer.Input, [1]),
                    layer.Integer("n", 0) is >= 1 and <= 64 and var times
                        ? times
                        : throw new ToolException($"its n is {layer.Integer("n", 0)}; 1 to 64 are accepted."))],
                1)),
        new("Reshape", "target_shape", layer => Reshaping.Reshape(layer.Input, [1, .. layer.Integers("target_shape")])) { TakesIntegers = true },
        new("Resizing", "height width interpolation data_format=channels_last crop_to_aspect_ratio=false pad_to_aspect_ratio=false antialias=false "
            + "fill_mode~ fill_value~", Resizing) { Limits = "nearest and bilinear." },
        new("UpSampling2D", "size interpolation data_format", UpSampling) { Limits = "nearest and bilinear." },
        new("ZeroPadding2D", "padding data_format", ZeroPadding),
    ];

    /// <summary>With the channels first, the elements are put in the order of channels last before.</summary>
    private static Value Flatten(KerasLayer layer)
    {
        var rank = layer.Input.Shape.Count;
        var ordered = layer.Order == AxisOrder.Nchw && rank > 2 ? Reshaping.Transpose(layer.Input, [0, .. Enumerable.Range(2, rank - 2), 1]) : layer.Input;
        return Reshaping.Flatten(ordered, 1);
    }

    private static Value ZeroPadding(KerasLayer layer)
    {
        var (top, bottom, left, right) = layer.Integers("padding") switch
        {
            [] => (1, 1, 1, 1),
            [var all] => (all, all, all, all),
            [var rows, var columns] => (rows, rows, columns, columns),
            [var first, var second, var third, var fourth] => (first, second, third, fourth),
            _ => throw new ToolException("its padding is not one, two or four numbers."),
        };
        var order = layer.Order;
        return order == AxisOrder.Nhwc
            ? Paddings.Pad(layer.Sketch, layer.Name, layer.Input, [0, top, left, 0], [0, bottom, right, 0], 0, order)
            : Paddings.Pad(layer.Sketch, layer.Name, layer.Input, [0, 0, top, left], [0, 0, bottom, right], 0, order);
    }

    private static Value UpSampling(KerasLayer layer)
    {
        var (factor, shape, order) = (layer.Extent("size", new Extent(2, 2)), layer.Input.Shape, layer.Order);
        var (rows, columns) = order == AxisOrder.Nhwc ? (1, 2) : (2, 3);
        if (shape.Count != 4 || (long)shape[rows] * factor.Height > MaxExtent || (long)shape[columns] * factor.Width > MaxExtent)
        {
            throw new ToolException($"{layer.Input.DisplayShape} would become larger than {MaxExtent} rows or columns.");
        }

        var size = new Extent(shape[rows] * factor.Height, shape[columns] * factor.Width);
        return layer.Text("interpolation", "nearest") switch
        {
            "nearest" => Pooling.Resize(layer.Sketch, layer.Name, layer.Input, size, Interpolation.Nearest, Coordinates.HalfPixel, order),
            "bilinear" => Pooling.Resize(layer.Sketch, layer.Name, layer.Input, size, Interpolation.Bilinear, layer.Dialect.Bilinear, order),
            var other => throw new ToolException($"its interpolation is {other}; nearest and bilinear are accepted."),
        };
    }

    private static Value Resizing(KerasLayer layer)
    {
        var size = new Extent(layer.Integer("height", 0), layer.Integer("width", 0));
        if (size.Height is < 1 or > MaxExtent || size.Width is < 1 or > MaxExtent)
        {
            throw new ToolException($"its height and width are {size.DisplayText}; 1 to {MaxExtent} are accepted.");
        }

        var method = layer.Text("interpolation", "bilinear") switch
        {
            "nearest" => Interpolation.Nearest,
            "bilinear" => Interpolation.Bilinear,
            var other => throw new ToolException($"its interpolation is {other}; nearest and bilinear are accepted."),
        };
        return Pooling.Resize(layer.Sketch, layer.Name, layer.Input, size, method, Coordinates.HalfPixel, AxisOrder.Nhwc);
    }
}
