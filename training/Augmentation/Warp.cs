using MobileNetGen.Weights;

namespace MobileNetGen.DigitTraining.Augmentation;

/// <summary>Turns, shears, scales and shifts about the centre, with bilinear sampling; the border goes on outside.</summary>
/// <param name="Rotation">At most so many degrees either way.</param>
/// <param name="Shear">At most so much of the height sideways, either way.</param>
/// <param name="Smallest">The smallest scale.</param>
/// <param name="Largest">The largest scale.</param>
/// <param name="Stretch">Width and height differ by at most this share.</param>
/// <param name="Shift">At most this share of the image either way.</param>
internal sealed record Warp(double Rotation, double Shear, double Smallest, double Largest, double Stretch, double Shift) : Change
{
    public override void Apply(SplitMix64 random, TensorShape type, ReadOnlySpan<float> image, Span<float> result)
    {
        var angle = random.NextBetween(-Rotation, Rotation) * Math.PI / 180;
        var shear = random.NextBetween(-Shear, Shear);
        var scale = random.NextBetween(Smallest, Largest);
        var stretch = random.NextBetween(1 - Stretch, 1 + Stretch);
        var across = random.NextBetween(-Shift, Shift) * type.Width;
        var down = random.NextBetween(-Shift, Shift) * type.Height;
        var (sine, cosine) = Math.SinCos(angle);
        for (var row = 0; row < type.Height; row++)
        {
            for (var column = 0; column < type.Width; column++)
            {
                // From a pixel of the result back to the place that it comes from.
                var x = (column + 0.5 - (type.Width / 2.0) - across) / (scale * stretch);
                var y = (row + 0.5 - (type.Height / 2.0) - down) / scale * stretch;
                x += shear * y;
                Sample(
                    type,
                    image,
                    (cosine * x) + (sine * y) + (type.Width / 2.0) - 0.5,
                    (cosine * y) - (sine * x) + (type.Height / 2.0) - 0.5,
                    result.Slice(((row * type.Width) + column) * type.Channels, type.Channels));
            }
        }
    }

    private static void Sample(TensorShape type, ReadOnlySpan<float> image, double x, double y, Span<float> pixel)
    {
        x = Math.Clamp(x, 0, type.Width - 1);
        y = Math.Clamp(y, 0, type.Height - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, type.Width - 1), Math.Min(top + 1, type.Height - 1));
        var (across, down) = ((float)(x - left), (float)(y - top));
        for (var channel = 0; channel < pixel.Length; channel++)
        {
            var upper =
                Mix(image[(((top * type.Width) + left) * type.Channels) + channel], image[(((top * type.Width) + right) * type.Channels) + channel], across);
            var lower = Mix(
                image[(((bottom * type.Width) + left) * type.Channels) + channel],
                image[(((bottom * type.Width) + right) * type.Channels) + channel],
                across);
            pixel[channel] = Mix(upper, lower, down);
        }
    }

    private static float Mix(float before, float after, float share) => before + ((after - before) * share);
}
