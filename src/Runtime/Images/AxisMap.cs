namespace MobileNetGen;

/// <summary>
/// How pixels along one side of an image become those along a side of the input: the pixels of a box become <paramref name="Resized"/> positions,
/// of which the input has some.
/// </summary>
/// <param name="First">The first pixel that counts.</param>
/// <param name="Length">How many pixels count; filters reach no others.</param>
/// <param name="BoxStart">Where the box begins, from the first pixel that counts.</param>
/// <param name="BoxLength">Pixels of the box.</param>
/// <param name="Resized">Positions that the box becomes.</param>
/// <param name="Skip">The input's first position; below 0 where there is nothing yet.</param>
/// <param name="Outputs">Positions of the input.</param>
internal readonly record struct AxisMap(int First, int Length, int BoxStart, int BoxLength, long Resized, long Skip, int Outputs)
{
    public double Scale => (double)BoxLength / Resized;

    /// <summary>True if an output shows a part of the image.</summary>
    public bool HasImage(int output) => Skip + output >= 0 && Skip + output < Resized;

    /// <summary>Where a place in the input is in the image, in pixels from its edge.</summary>
    /// <param name="share">Of the input's side: 0 is its edge, 1 the opposite one.</param>
    public double Place(double share) => First + BoxStart + ((Skip + (share * Outputs)) * Scale);

    /// <summary>Where an output's centre is among the pixels that count, in pixels from the first one's edge.</summary>
    public double Centre(int output) => BoxStart + ((Skip + output + 0.5) * Scale);
}
