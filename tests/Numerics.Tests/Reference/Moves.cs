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

    /// <summary>One input after the other, each after those before it.</summary>
    public static Map Concat(IReadOnlyList<Map> inputs, Map output, Axis axis)
    {
        int[] before = [0, 0, 0];
        foreach (var input in inputs)
        {
            ForEach(input, (row, column, channel) => output[before[0] + row, before[1] + column, before[2] + channel] = input[row, column, channel]);
            before[(int)axis] += axis switch { Axis.Height => input.Height, Axis.Width => input.Width, _ => input.Channels };
        }

        return output;
    }

    public static Map DepthToSpace(Map input, Map output, int block, DepthOrder mode)
    {
        ForEach(output, (row, column, channel) =>
            output[row, column, channel] = input[row / block, column / block, Deep(row % block, column % block, channel, block, output.Channels, mode)]);
        return output;
    }

    public static Map SpaceToDepth(Map input, Map output, int block, DepthOrder mode)
    {
        ForEach(input, (row, column, channel) =>
            output[row / block, column / block, Deep(row % block, column % block, channel, block, input.Channels, mode)] = input[row, column, channel]);
        return output;
    }

    /// <summary>From the index of a tensor of the shape [block, block, channels], or [channels, block, block].</summary>
    private static int Deep(int row, int column, int channel, int block, int channels, DepthOrder mode) => mode == DepthOrder.DCR
        ? (((row * block) + column) * channels) + channel
        : (((channel * block) + row) * block) + column;

    private static void ForEach(Map map, Action<int, int, int> action)
    {
        for (var row = 0; row < map.Height; row++)
        {
            for (var column = 0; column < map.Width; column++)
            {
                for (var channel = 0; channel < map.Channels; channel++)
                {
                    action(row, column, channel);
                }
            }
        }
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
        var last = end < 0 ? end + extent : end;
        for (var place = begin < 0 ? begin + extent : begin; step > 0 ? place < last : place > last; place += step)
        {
            places.Add(place);
        }

        return places;
    }
}
