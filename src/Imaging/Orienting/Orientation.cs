namespace MobileNetGen.Imaging.Orienting;

/// <summary>Where the first row and the first column of the stored pixels belong; numbers as in TIFF and EXIF (tag 0x0112).</summary>
internal enum Orientation
{
    Upright = 1,
    MirroredAcross = 2,
    UpsideDown = 3,
    MirroredDown = 4,
    Transposed = 5,
    QuarterLeft = 6,
    Transversed = 7,
    QuarterRight = 8,
}
