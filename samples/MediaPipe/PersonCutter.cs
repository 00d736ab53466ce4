namespace MobileNetGen.Samples.MediaPipe;

/// <summary>MediaPipe's network that tells people from what is after them.</summary>
[GeneratedNetwork("selfie_segmentation.tflite")]
internal sealed partial class PersonNetwork;

/// <summary>Says of each pixel how much it is a person's.</summary>
internal sealed class PersonCutter : IDisposable
{
    private const int Side = 256;

    private readonly PersonNetwork _network =
        PersonNetwork.Create(WeightSource.FromFile(Path.Combine(AppContext.BaseDirectory, "selfie_segmentation.weights")));

    /// <returns>A number from 0 to 1 for each pixel of the photo.</returns>
    public float[] MaskOf(Photo photo)
    {
        var small = new float[Side * Side];
        _network.Run(photo.Pixels, photo.Width, photo.Height, small);
        var mask = new float[photo.Width * photo.Height];
        for (var row = 0; row < photo.Height; row++)
        {
            for (var column = 0; column < photo.Width; column++)
            {
                mask[(row * photo.Width) + column] = Between(small, (row + 0.5f) * Side / photo.Height, (column + 0.5f) * Side / photo.Width);
            }
        }

        return mask;
    }

    /// <summary>How much of a photo is a person: the share of pixels that are one rather than not.</summary>
    public static double ShareOf(float[] mask) => mask.Count(pixel => pixel > 0.5f) / (double)mask.Length;

    public void Dispose() => _network.Dispose();

    /// <summary>The mask between four of its pixels.</summary>
    private static float Between(float[] mask, float y, float x)
    {
        var (top, left) = (Math.Clamp((int)(y - 0.5f), 0, Side - 2), Math.Clamp((int)(x - 0.5f), 0, Side - 2));
        var (down, right) = (Math.Clamp(y - 0.5f - top, 0, 1), Math.Clamp(x - 0.5f - left, 0, 1));
        var at = (top * Side) + left;
        var upper = mask[at] + ((mask[at + 1] - mask[at]) * right);
        var lower = mask[at + Side] + ((mask[at + Side + 1] - mask[at + Side]) * right);
        return Math.Clamp(upper + ((lower - upper) * down), 0, 1);
    }
}
