namespace MobileNetGen;

/// <summary>Which sides of an upright image the first stored row and the first stored column are; numbers as in EXIF (tag 0x0112).</summary>
public enum ImageOrientation
{
    /// <summary>Top row, left column: the pixels are upright.</summary>
    TopLeft = 1,

    /// <summary>Top row, right column: mirrored from left to right.</summary>
    TopRight = 2,

    /// <summary>Bottom row, right column: turned by half.</summary>
    BottomRight = 3,

    /// <summary>Bottom row, left column: mirrored from top to bottom, as bitmaps are that begin with their last row.</summary>
    BottomLeft = 4,

    /// <summary>Left row, top column: rows and columns change places.</summary>
    LeftTop = 5,

    /// <summary>Right row, top column: upright after a quarter turn to the right, as most phones store a portrait.</summary>
    RightTop = 6,

    /// <summary>Right row, bottom column: rows and columns change places across the other diagonal.</summary>
    RightBottom = 7,

    /// <summary>Left row, bottom column: upright after a quarter turn to the left.</summary>
    LeftBottom = 8,
}
