using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Tool.Hosting;

/// <summary>Between channels innermost, which the project uses, and channels outermost.</summary>
internal static class Layouts
{
    public static float[] ToNchw(TensorType type, float[] values) => Transpose(values, type.Pixels, type.Channels);

    public static float[] ToNhwc(TensorType type, float[] values) => Transpose(values, type.Channels, type.Pixels);

    private static float[] Transpose(float[] values, int rows, int columns)
    {
        var result = new float[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            result[(index % columns * rows) + (index / columns)] = values[index];
        }

        return result;
    }
}
