using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Writing;

/// <summary>How a map is resized, as keys of its layer.</summary>
internal static class ResizeLine
{
    public static void Write(JsonLine line, Resize resize)
    {
        line.With("method", Properties.Method.NameOf(resize.Method));
        if (resize.Coordinates != Coordinates.HalfPixel)
        {
            line.With("coordinates", Properties.Coordinates.NameOf(resize.Coordinates));
        }

        if (resize.Scales is var (height, width))
        {
            line.Raw("scales", $"[{JsonLine.Number(height)}, {JsonLine.Number(width)}]");
        }

        if (resize.Rounding is { } rounding)
        {
            line.With("rounding", Properties.Rounding.NameOf(rounding));
        }

        if (resize.CubicCoefficient != Resize.CommonCoefficient)
        {
            line.With("cubicCoefficient", resize.CubicCoefficient);
        }

        if (resize.Antialias)
        {
            line.With("antialias", true);
        }

        if (resize.ExcludeOutside)
        {
            line.With("excludeOutside", true);
        }
    }
}
