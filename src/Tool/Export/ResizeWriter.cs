using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Formats.Onnx;
using static MobileNetGen.Tool.Export.Nodes;

namespace MobileNetGen.Tool.Export;

/// <summary>Writes a map of another size as ONNX' Resize.</summary>
internal sealed class ResizeWriter(GraphProto graph, string input, string output)
{
    /// <exception cref="ToolException">The size is not the one that ONNX makes of the scales.</exception>
    public void Write(Resize resize, TensorType from, TensorType to)
    {
        var nearest = resize.Method == Interpolation.Nearest;
        graph.Node.Add(Node(
            "Resize",
            resize.Scales is { } scales ? [input, "", Factors(scales, from, to)] : [input, "", "", Size(to)],
            output,
            [
                Text("mode", nearest ? "nearest" : resize.Method == Interpolation.Bilinear ? "linear" : "cubic"),
                Text("coordinate_transformation_mode", CoordinatesName(resize.Coordinates)),
                .. nearest ? [Text("nearest_mode", RoundingName(resize.NearestRounding))] : Array.Empty<AttributeProto>(),
                .. resize.Method == Interpolation.Bicubic ? [Number("cubic_coeff_a", resize.CubicCoefficient)] : Array.Empty<AttributeProto>(),
                .. resize.Antialias ? [Integer("antialias", 1)] : Array.Empty<AttributeProto>(),
                .. resize.ExcludeOutside ? [Integer("exclude_outside", 1)] : Array.Empty<AttributeProto>(),
            ]));
    }

    private string Size(TensorType to)
    {
        graph.Initializer.Add(Longs(output + "_size", 1, to.Channels, to.Height, to.Width));
        return output + "_size";
    }

    private string Factors(Scales scales, TensorType from, TensorType to)
    {
        if ((int)(scales.Height * from.Height) != to.Height || (int)(scales.Width * from.Width) != to.Width)
        {
            throw new ToolException($"{from.DisplayText} scaled by {scales.DisplayText} is not {to.DisplayText} in ONNX, which rounds down; "
                + "give the layer that size.");
        }

        graph.Initializer.Add(Floats(output + "_scales", [1, 1, scales.Height, scales.Width], 4));
        return output + "_scales";
    }

    private static string CoordinatesName(Coordinates coordinates) => coordinates switch
    {
        Coordinates.AlignCorners => "align_corners",
        Coordinates.Asymmetric => "asymmetric",
        Coordinates.PytorchHalfPixel => "pytorch_half_pixel",
        Coordinates.HalfPixelSymmetric => "half_pixel_symmetric",
        _ => "half_pixel",
    };

    private static string RoundingName(Rounding rounding) => rounding switch
    {
        Rounding.Floor => "floor",
        Rounding.Ceil => "ceil",
        Rounding.RoundPreferFloor => "round_prefer_floor",
        _ => "round_prefer_ceil",
    };
}
