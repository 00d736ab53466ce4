using MobileNetGen.ObjectDetection;

namespace MobileNetGen.Samples.MediaPipe;

/// <summary>MediaPipe's detector of faces at short range.</summary>
[GeneratedNetwork("face_detection_short_range.tflite")]
internal sealed partial class FaceNetwork;

/// <summary>
/// Finds faces. The network says of 896 places whether a face is there, and where: 2 to a pixel of its map of 16×16 and 6 to a pixel of 8×8,
/// with 16 numbers each, of which the first four are the box. Bazarevsky et al., "BlazeFace", arXiv:1907.05047.
/// </summary>
internal sealed class FaceFinder : IDisposable
{
    private const int Side = 128;
    private const int NumbersOfPlace = 16;
    private const float MinScore = 0.5f;
    private const float MaxOverlap = 0.3f;
    private static readonly (float X, float Y)[] s_places = [.. Places(16, 2), .. Places(8, 6)];

    private readonly FaceNetwork _network =
        FaceNetwork.Create(WeightSource.FromFile(Path.Combine(AppContext.BaseDirectory, "face_detection_short_range.weights")));

    /// <summary>Faces with the likeliest first; boxes are shares of the photo.</summary>
    public IReadOnlyList<Detection> Find(Photo photo)
    {
        var square = photo.Squared();
        var input = new float[FaceNetwork.InputLength];
        ImagePreprocessor.Apply(FaceNetwork.Info.Preprocessing!, square.Pixels, square.Width, square.Height, input);
        var (regressions, logits) = (new float[s_places.Length * NumbersOfPlace], new float[s_places.Length]);
        _network.Run([input], [regressions, logits]);

        Box[] boxes = [.. s_places.Select((place, index) => BoxAt(place, regressions.AsSpan(index * NumbersOfPlace, 4)))];
        float[] scores = [.. logits.Select(logit => 1 / (1 + MathF.Exp(-logit)))];
        var (wide, high) = ((float)square.Width / photo.Width, (float)square.Height / photo.Height);
        return [.. NonMaximumSuppression.Select(boxes, scores, MaxOverlap)
            .Where(index => scores[index] >= MinScore)
            .Select(index => new Detection(
                0,
                scores[index],
                new Box(boxes[index].Left * wide, boxes[index].Top * high, boxes[index].Right * wide, boxes[index].Bottom * high).Clipped()))];
    }

    public void Dispose() => _network.Dispose();

    private static IEnumerable<(float X, float Y)> Places(int side, int perPixel) =>
        from row in Enumerable.Range(0, side)
        from column in Enumerable.Range(0, side)
        from place in Enumerable.Range(0, perPixel)
        select ((column + 0.5f) / side, (row + 0.5f) / side);

    /// <summary>Centre, as seen from the place, and size, in pixels of the network's input.</summary>
    private static Box BoxAt((float X, float Y) place, ReadOnlySpan<float> numbers) =>
        Box.Around(place.X + (numbers[0] / Side), place.Y + (numbers[1] / Side), numbers[2] / Side, numbers[3] / Side);
}
