using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Maps of another size.</summary>
internal static class Resizing
{
    public static Map Run(Map input, Map output, Interpolation method, Coordinates coordinates)
    {
        for (var row = 0; row < output.Height; row++)
        {
            for (var column = 0; column < output.Width; column++)
            {
                var y = Place(coordinates, row, input.Height, output.Height);
                var x = Place(coordinates, column, input.Width, output.Width);
                for (var channel = 0; channel < output.Channels; channel++)
                {
                    output[row, column, channel] = method == Interpolation.Nearest
                        ? input[Nearest(coordinates, y, input.Height), Nearest(coordinates, x, input.Width), channel]
                        : Between(input, Math.Clamp(y, 0, input.Height - 1), Math.Clamp(x, 0, input.Width - 1), channel);
                }
            }
        }

        return output;
    }

    private static double Place(Coordinates coordinates, double position, int input, int output) => coordinates switch
    {
        Coordinates.HalfPixel => ((position + 0.5) * input / output) - 0.5,
        Coordinates.AlignCorners => output == 1 ? 0 : position * (input - 1) / (output - 1),
        _ => position * input / output,
    };

    private static int Nearest(Coordinates coordinates, double place, int length) =>
        Math.Clamp((int)Math.Floor(coordinates == Coordinates.Asymmetric ? place : place + 0.5), 0, length - 1);

    private static double Between(Map input, double y, double x, int channel)
    {
        double sum = 0;
        for (var row = (int)y; row <= Math.Min((int)y + 1, input.Height - 1); row++)
        {
            for (var column = (int)x; column <= Math.Min((int)x + 1, input.Width - 1); column++)
            {
                sum += input[row, column, channel] * Math.Max(0, 1 - Math.Abs(y - row)) * Math.Max(0, 1 - Math.Abs(x - column));
            }
        }

        return sum;
    }
}
