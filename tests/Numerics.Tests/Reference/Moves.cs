using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Layers that move elements and change none.</summary>
internal static class Moves
{
    public static Map Pad(Map input, Map output, Pad pad)
    {
        for (var row = 0; row < output.Height; row++)
        {
            for (var column = 0; column < output.Width; column++)
            {
                var (y, x) = (row - pad.Amount.Top, column - pad.Amount.Left);
                for (var channel = 0; channel < output.Channels; channel++)
                {
                    output[row, column, channel] = input.Contains(y, x) ? input[y, x, channel] : pad.Value;
                }
            }
        }

        return output;
    }

    public static Map Slice(Map input, Map output, Slice slice)
    {
        var (rows, columns, channels) = (Places(slice.Rows, input.Height), Places(slice.Columns, input.Width), Places(slice.Channels, input.Channels));
        for (var row = 0; row < rows.Count; row++)
        {
            for (var column = 0; column < columns.Count; column++)
            {
                for (var channel = 0; channel < channels.Count; channel++)
                {
                    output[row, column, channel] = input[rows[row], columns[column], channels[channel]];
                }
            }
        }

        return output;
    }

    public static Map Transpose(Map input, Map output, AxisPermutation axes)
    {
        for (var row = 0; row < input.Height; row++)
        {
            for (var column = 0; column < input.Width; column++)
            {
                for (var channel = 0; channel < input.Channels; channel++)
                {
                    int[] place = [row, column, channel];
                    output[place[(int)axes.First], place[(int)axes.Second], place[(int)axes.Third]] = input[row, column, channel];
                }
            }
        }

        return output;
    }

    /// <summary>As Python has them.</summary>
    private static List<int> Places(AxisSlice? slice, int extent)
    {
        var (begin, end, step) = slice is { } part ? (part.Begin, part.End, part.Step) : (0, extent, 1);
        var places = new List<int>();
        for (var place = begin < 0 ? begin + extent : begin; step > 0 ? place < (end < 0 ? end + extent : end) : place > (end < 0 ? end + extent : end); place += step)
        {
            places.Add(place);
        }

        return places;
    }
}
