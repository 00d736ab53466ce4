namespace MobileNetGen.ColdStart;

/// <summary>An image without a file: noise, the same in every process.</summary>
internal static class Photo
{
    private const int Side = 224;
    private const int Channels = 3;

    /// <summary>Numbers from −1 to 1, channels innermost.</summary>
    public static float[] Pixels()
    {
        var pixels = new float[Side * Side * Channels];
        var state = 1u;
        for (var index = 0; index < pixels.Length; index++)
        {
            // Numerical Recipes' linear congruential generator; its high bits are good enough.
            state = unchecked((state * 1664525) + 1013904223);
            pixels[index] = ((state >> 8) / (float)(1 << 23)) - 1;
        }

        return pixels;
    }

    /// <summary>The same with channels outermost.</summary>
    public static float[] Planes()
    {
        var pixels = Pixels();
        var planes = new float[pixels.Length];
        for (var index = 0; index < pixels.Length; index++)
        {
            planes[(index % Channels * Side * Side) + (index / Channels)] = pixels[index];
        }

        return planes;
    }
}
