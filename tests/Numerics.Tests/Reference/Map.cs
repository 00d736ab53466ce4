using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>A tensor in double precision: rows, columns, channels.</summary>
internal sealed class Map(int height, int width, int channels)
{
    public int Height { get; } = height;

    public int Width { get; } = width;

    public int Channels { get; } = channels;

    public double[] Values { get; } = new double[height * width * channels];

    public double this[int row, int column, int channel]
    {
        get => Values[(((row * Width) + column) * Channels) + channel];
        set => Values[(((row * Width) + column) * Channels) + channel] = value;
    }

    public static Map Of(TensorType type) => new(type.Height, type.Width, type.Channels);

    public static Map From(TensorType type, ReadOnlySpan<float> values)
    {
        var map = Of(type);
        for (var index = 0; index < values.Length; index++)
        {
            map.Values[index] = values[index];
        }

        return map;
    }

    /// <summary>A map of the same shape, each element made from the one at its place.</summary>
    public Map Select(Func<double, double> function)
    {
        var result = new Map(Height, Width, Channels);
        for (var index = 0; index < Values.Length; index++)
        {
            result.Values[index] = function(Values[index]);
        }

        return result;
    }

    public bool Contains(int row, int column) => row >= 0 && row < Height && column >= 0 && column < Width;
}
