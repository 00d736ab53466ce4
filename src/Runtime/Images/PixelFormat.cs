namespace MobileNetGen;

/// <summary>The bytes of a pixel, in the order in which they lie in memory.</summary>
public enum PixelFormat
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red: OpenCV's.</summary>
    Bgr,

    /// <summary>Red, green, blue and an opacity that is not looked at.</summary>
    Rgba,

    /// <summary>Blue, green, red and an opacity that is not looked at: Windows' bitmaps, and cameras.</summary>
    Bgra,

    /// <summary>One byte: red, green and blue alike.</summary>
    Gray,
}
