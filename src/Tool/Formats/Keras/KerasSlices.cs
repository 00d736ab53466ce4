using System.Text.Json;
using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Parts of tensors: Keras' layers that crop, and indexing between layers.</summary>
internal static class KerasSlices
{
    public static IEnumerable<KerasKind> Kinds =>
    [
        new("CenterCrop", "height width data_format=channels_last", CenterCrop) { Limits = "Of maps that are not smaller." },
        new("Cropping2D", "cropping data_format", Cropping),
    ];

    /// <summary>Slices, indices and an ellipsis, as Python has them between brackets.</summary>
    public static Value Item(KerasOperands op)
    {
        var (value, key) = (op.Value("x"), op.Literal("key") ?? throw new ToolException("its key is missing."));
        List<JsonElement> keys = key.ValueKind == JsonValueKind.Array ? [.. key.EnumerateArray()] : [key];
        var ellipsis = keys.FindIndex(IsEllipsis);
        var rank = value.Shape.Count;
        if (keys.Count(IsEllipsis) > 1 || keys.Count - (ellipsis >= 0 ? 1 : 0) > rank)
        {
            throw new ToolException($"its key {key.DisplayText()} does not fit {value.DisplayShape}.");
        }

        // From the last axis on, so that an axis that goes moves none that is still to come.
        for (var index = keys.Count - 1; index >= 0; index--)
        {
            var axis = ellipsis >= 0 && index > ellipsis ? rank - (keys.Count - index) : index;
            value = IsEllipsis(keys[index]) ? value : Part(op, value, axis, keys[index]);
        }

        return value;
    }

    private static bool IsEllipsis(JsonElement key) => key.FindText("class_name") == "__ellipsis__";

    private static Value Part(KerasOperands op, Value value, int axis, JsonElement key)
    {
        if (key.ValueKind == JsonValueKind.Number && key.TryGetInt32(out var place))
        {
            return value is Symbol tensor
                ? Slicing.Take(op.Sketch, op.Name, tensor, Constant.Scalar(place), axis)
                : Constants.Take((Constant)value, Constant.Scalar(place), axis);
        }

        if (key.FindText("class_name") != "__slice__" || key.Find("config") is not { } slice)
        {
            throw new ToolException($"its key has {key.DisplayText()}; slices, indices and an ellipsis are accepted.");
        }

        var step = Number(slice, "step", 1);
        return Slicing.Slice(
            op.Sketch,
            op.Name,
            value,
            axis,
            Number(slice, "start", step > 0 ? 0 : int.MaxValue),
            Number(slice, "stop", step > 0 ? int.MaxValue : int.MinValue),
            step);
    }

    private static long Number(JsonElement slice, string name, long fallback) => slice.Find(name) is { } value
        ? (long)KerasJson.Numbers(value).Number
        : fallback;

    private static Value Cropping(KerasLayer layer)
    {
        var (top, bottom, left, right) = layer.Integers("cropping") switch
        {
            [] => (0, 0, 0, 0),
            [var all] => (all, all, all, all),
            [var rows, var columns] => (rows, rows, columns, columns),
            [var first, var second, var third, var fourth] => (first, second, third, fourth),
            _ => throw new ToolException("its cropping is not one, two or four numbers."),
        };
        return Cut(layer, layer.Order, top, bottom, left, right);
    }

    private static Value CenterCrop(KerasLayer layer)
    {
        var (height, width, shape) = (layer.Integer("height", 0), layer.Integer("width", 0), layer.Input.Shape);
        if (shape.Count != 4 || height < 1 || width < 1 || shape[1] < height || shape[2] < width)
        {
            throw new ToolException($"it crops {layer.Input.DisplayShape} to {height}×{width}; a map that is not smaller is accepted.");
        }

        var (rows, columns) = (shape[1] - height, shape[2] - width);
        return Cut(layer, AxisOrder.Nhwc, rows / 2, rows - (rows / 2), columns / 2, columns - (columns / 2));
    }

    private static Value Cut(KerasLayer layer, AxisOrder order, int top, int bottom, int left, int right)
    {
        var (shape, rows) = (layer.Input.Shape, order == AxisOrder.Nhwc ? 1 : 2);
        if (shape.Count != 4 || top < 0 || bottom < 0 || left < 0 || right < 0 || (long)top + bottom >= shape[rows] || (long)left + right >= shape[rows + 1])
        {
            throw new ToolException($"it cuts {top}, {bottom}, {left} and {right} off {layer.Input.DisplayShape}, which leaves nothing.");
        }

        var part = Slicing.Slice(layer.Sketch, layer.Name + "/rows", layer.Input, rows, top, shape[rows] - bottom, 1);
        return Slicing.Slice(layer.Sketch, layer.Name, part, rows + 1, left, shape[rows + 1] - right, 1);
    }
}
