namespace MobileNetGen.ObjectDetection;

/// <summary>An upright rectangle. Its edges are shares of the image: 0 is left and top, 1 right and bottom.</summary>
/// <param name="Left">The smaller horizontal edge.</param>
/// <param name="Top">The smaller vertical edge.</param>
/// <param name="Right">The larger horizontal edge.</param>
/// <param name="Bottom">The larger vertical edge.</param>
public readonly record struct Box(float Left, float Top, float Right, float Bottom)
{
    /// <summary>Width times height; 0 for a box that is turned inside out.</summary>
    public float Area => Math.Max(0, Right - Left) * Math.Max(0, Bottom - Top);

    /// <summary>A box by its centre and size.</summary>
    /// <param name="centerX">The centre's share of the width.</param>
    /// <param name="centerY">The centre's share of the height.</param>
    /// <param name="width">The box's share of the width.</param>
    /// <param name="height">The box's share of the height.</param>
    public static Box Around(float centerX, float centerY, float width, float height) =>
        new(centerX - (width / 2), centerY - (height / 2), centerX + (width / 2), centerY + (height / 2));

    /// <summary>The part inside the image.</summary>
    public Box Clipped() => new(Math.Clamp(Left, 0, 1), Math.Clamp(Top, 0, 1), Math.Clamp(Right, 0, 1), Math.Clamp(Bottom, 0, 1));

    /// <summary>Intersection over union: 0 for boxes apart, 1 for equal ones, 0 where both are empty.</summary>
    /// <param name="other">The box to compare with.</param>
    public float IntersectionOverUnion(Box other)
    {
        var width = Math.Min(Right, other.Right) - Math.Max(Left, other.Left);
        var height = Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top);
        if (!(width > 0 && height > 0))
        {
            return 0;
        }

        var intersection = width * height;
        return intersection / (Area + other.Area - intersection);
    }
}
