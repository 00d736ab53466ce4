using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Poolings.</summary>
internal static class Pools
{
    public static Map Largest(Map input, Map output, Window window) => Slide(input, output, window, values => values.Aggregate(Math.Max));

    public static Map Mean(Map input, Map output, Window window, bool countPadding) =>
        Slide(input, output, window, values => values.Sum() / (countPadding ? window.Kernel.Area : values.Count));

    public static Map GlobalMean(Map input, Map output)
    {
        for (var channel = 0; channel < input.Channels; channel++)
        {
            double sum = 0;
            for (var row = 0; row < input.Height; row++)
            {
                for (var column = 0; column < input.Width; column++)
                {
                    sum += input[row, column, channel];
                }
            }

            output.Values[channel] = sum / (input.Height * input.Width);
        }

        return output;
    }

    public static Map GlobalLargest(Map input, Map output)
    {
        for (var channel = 0; channel < input.Channels; channel++)
        {
            output.Values[channel] = input.Values.Where((_, index) => index % input.Channels == channel).Aggregate(Math.Max);
        }

        return output;
    }

    public static Map Reduce(Map input, Map output, Reduce reduce)
    {
        var groups = Enumerable.Range(0, input.Values.Length)
            .Select(index => (Row: index / input.Channels / input.Width, Column: index / input.Channels % input.Width, Channel: index % input.Channels))
            .GroupBy(
                place => (place.Row % output.Height, place.Column % output.Width, place.Channel % output.Channels),
                place => input[place.Row, place.Column, place.Channel]);
        foreach (var group in groups)
        {
            output[group.Key.Item1, group.Key.Item2, group.Key.Item3] = reduce.Function switch
            {
                Reduction.Mean => group.Average(),
                Reduction.Max => group.Aggregate(Math.Max),
                _ => group.Sum(),
            };
        }

        return output;
    }

    private static Map Slide(Map input, Map output, Window window, Func<List<double>, double> reduce)
    {
        var (top, left) = (Pads.OfRows(window, input).Before, Pads.OfColumns(window, input).Before);
        for (var row = 0; row < output.Height; row++)
        {
            for (var column = 0; column < output.Width; column++)
            {
                for (var channel = 0; channel < output.Channels; channel++)
                {
                    var values = new List<double>();
                    for (var ky = 0; ky < window.Kernel.Height; ky++)
                    {
                        for (var kx = 0; kx < window.Kernel.Width; kx++)
                        {
                            var y = (row * window.Stride.Height) - top + (ky * window.Dilation.Height);
                            var x = (column * window.Stride.Width) - left + (kx * window.Dilation.Width);
                            if (input.Contains(y, x))
                            {
                                values.Add(input[y, x, channel]);
                            }
                        }
                    }

                    output[row, column, channel] = reduce(values);
                }
            }
        }

        return output;
    }
}
