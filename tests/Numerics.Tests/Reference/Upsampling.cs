using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Maps made larger by whole factors.</summary>
internal static class Upsampling
{
    public static Map Nearest(Map input, Map output, Extent factor)
    {
        for (var row = 0; row < output.Height; row++)
        {
            for (var column = 0; column < output.Width; column++)
            {
                for (var channel = 0; channel < output.Channels; channel++)
                {
                    output[row, column, channel] = input[row / factor.Height, column / factor.Width, channel];
                }
            }
        }

        return output;
    }

    /// <summary>Half-pixel centres; beyond the outermost centres the edge goes on.</summary>
    public static Map Bilinear(Map input, Map output, Extent factor)
    {
        for (var row = 0; row < output.Height; row++)
        {
            for (var column = 0; column < output.Width; column++)
            {
                var y = Math.Clamp(((row + 0.5) / factor.Height) - 0.5, 0, input.Height - 1);
                var x = Math.Clamp(((column + 0.5) / factor.Width) - 0.5, 0, input.Width - 1);
                for (var channel = 0; channel < output.Channels; channel++)
                {
                    output[row, column, channel] = At(input, y, x, channel);
                }
            }
        }

        return output;
    }

    private static double At(Map input, double y, double x, int channel)
    {
        double sum = 0;
        for (var row = 0; row < input.Height; row++)
        {
            for (var column = 0; column < input.Width; column++)
            {
                sum += input[row, column, channel] * Math.Max(0, 1 - Math.Abs(y - row)) * Math.Max(0, 1 - Math.Abs(x - column));
            }
        }

        return sum;
    }
}
