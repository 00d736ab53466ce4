using System.Globalization;

namespace MobileNetGen;

/// <summary>The extents of a tensor: rows and columns of pixels, channels innermost.</summary>
/// <param name="Height">Rows of pixels; 1 for a vector.</param>
/// <param name="Width">Columns of pixels; 1 for a vector.</param>
/// <param name="Channels">Elements of a pixel, or of the vector.</param>
public readonly record struct TensorShape(int Height, int Width, int Channels)
{
    /// <summary>Elements in all.</summary>
    public int Length => Height * Width * Channels;

    /// <summary>The shape as text: <c>7×7×576</c>, or <c>1,000</c> for a vector.</summary>
    public override string ToString() => this is { Height: 1, Width: 1 }
        ? Channels.ToString("N0", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Height}×{Width}×{Channels}");
}
