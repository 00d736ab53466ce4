using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Maps of another size, from the definition of ONNX' Resize.</summary>
internal static class Resizing
{
    public static Map Run(Map input, Map output, Resize resize)
    {
        for (var row = 0; row < output.Height; row++)
        {
            var rows = Taps(resize, resize.Scales?.Height, row, input.Height, output.Height);
            for (var column = 0; column < output.Width; column++)
            {
                var columns = Taps(resize, resize.Scales?.Width, column, input.Width, output.Width);
                for (var channel = 0; channel < output.Channels; channel++)
                {
                    output[row, column, channel] = rows.Sum(y => y.Weight * columns.Sum(x => x.Weight * input[y.Pixel, x.Pixel, channel]));
                }
            }
        }

        return output;
    }

    /// <summary>The input pixels of an output position along an axis; one may stand there twice.</summary>
    private static List<(int Pixel, double Weight)> Taps(Resize resize, float? scale, int position, int input, int output)
    {
        var place = Place(resize.Coordinates, scale, position, input, output);
        if (resize.Method == Interpolation.Nearest)
        {
            return [(Math.Clamp((int)Round(resize.NearestRounding, place), 0, input - 1), 1)];
        }

        if (resize.Method == Interpolation.Bilinear && !resize.Antialias)
        {
            place = Math.Clamp(place, 0, input - 1);
        }

        var stretch = resize.Antialias ? Math.Max(1, 1 / (scale ?? (double)output / input)) : 1;
        var support = (resize.Method == Interpolation.Bicubic ? 2 : 1) * stretch;
        var taps = new List<(int Pixel, double Weight)>();
        for (var pixel = (int)Math.Floor(place - support) + 1; pixel <= Math.Floor(place + support); pixel++)
        {
            var distance = Math.Abs(pixel - place) / stretch;
            var weight = resize.Method == Interpolation.Bicubic ? Cubic(resize.CubicCoefficient, distance) : Math.Max(0, 1 - distance);
            if (!resize.ExcludeOutside || (pixel >= 0 && pixel < input))
            {
                taps.Add((Math.Clamp(pixel, 0, input - 1), weight));
            }
        }

        var total = taps.Sum(tap => tap.Weight);
        return [.. taps.Select(tap => (tap.Pixel, tap.Weight / total))];
    }

    private static double Place(Coordinates coordinates, float? scale, double position, int input, int output)
    {
        var factor = scale ?? (double)output / input;
        return coordinates switch
        {
            Coordinates.AlignCorners => output == 1 ? 0 : position * (input - 1) / (output - 1),
            Coordinates.Asymmetric => position / factor,
            Coordinates.PytorchHalfPixel when output == 1 => 0,
            Coordinates.HalfPixelSymmetric => (input / 2.0 * (1 - (output / (factor * input)))) + ((position + 0.5) / factor) - 0.5,
            _ => ((position + 0.5) / factor) - 0.5,
        };
    }

    private static double Round(Rounding rounding, double place) => rounding switch
    {
        Rounding.Floor => Math.Floor(place),
        Rounding.Ceil => Math.Ceiling(place),
        Rounding.RoundPreferFloor => Math.Ceiling(place - 0.5),
        _ => Math.Floor(place + 0.5),
    };

    /// <summary>Keys, "Cubic convolution interpolation for digital image processing", 1981.</summary>
    private static double Cubic(double a, double x) => x switch
    {
        <= 1 => ((a + 2) * x * x * x) - ((a + 3) * x * x) + 1,
        < 2 => (a * x * x * x) - (5 * a * x * x) + (8 * a * x) - (4 * a),
        _ => 0,
    };
}
