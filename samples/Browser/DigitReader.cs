using System.Runtime.InteropServices.JavaScript;
using MobileNetGen.Imaging;
using MobileNetGen.Sample.Hosting;
using MobileNetGen.Sample.Images;

namespace MobileNetGen.Samples.Browser;

/// <summary>What the page calls: pixels of a canvas become scores of the ten digits.</summary>
internal static partial class DigitReader
{
    private const int CanvasChannels = 4;
    private const int Channels = 3;

    private static readonly Classifier<DigitsNetwork> s_classifier = new(
        DigitsNetwork.Create(WeightSource.FromResource(typeof(DigitReader).Assembly, "digits.safetensors")), null, DigitFraming.Apply);

    /// <summary>Scores of the digits from 0 to 9. Nothing leaves the page.</summary>
    /// <param name="pixels">Red, green, blue and alpha, row after row, as <c>getImageData</c> has them.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="Sample.SampleException">There is nothing on the canvas. The page shows the message.</exception>
    [JSExport]
    public static double[] Read(byte[] pixels, int width, int height)
    {
        var opaque = new byte[width * height * Channels];
        for (var pixel = 0; pixel < width * height; pixel++)
        {
            pixels.AsSpan(pixel * CanvasChannels, Channels).CopyTo(opaque.AsSpan(pixel * Channels));
        }

        return [.. s_classifier.Classify(new Picture(new RgbImage(width, height, opaque), "the canvas")).Select(score => (double)score)];
    }
}

/// <summary>Handwritten digits.</summary>
[GeneratedNetwork("digits.json")]
internal sealed partial class DigitsNetwork;
