namespace MobileNetGen.Quantization;

/// <summary>Numbers as signed integers of 8 bits leave them.</summary>
internal static class SignedRounding
{
    /// <summary>What the nearest integer stands for, or the end before it.</summary>
    /// <param name="value">The number.</param>
    /// <param name="scale">One step.</param>
    /// <param name="zero">The integer that stands for 0.</param>
    public static float Of(float value, float scale, float zero) =>
        (Math.Clamp(MathF.Round(value / scale) + zero, sbyte.MinValue, sbyte.MaxValue) - zero) * scale;
}
