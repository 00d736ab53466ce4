using StbImageWriteSharp;

namespace MobileNetGen.DigitTraining.Data;

/// <summary>Gray images between 0 and 1 as PNG files, in one folder for each class.</summary>
internal static class PngExport
{
    public static void Write(LabelledImages images, string folder)
    {
        for (var index = 0; index < images.Count; index++)
        {
            var inClass = Path.Combine(folder, images.Classes[images.Labels[index]]);
            Directory.CreateDirectory(inClass);
            byte[] pixels = [.. images.Pixels[index].Select(value => (byte)Math.Round(value * 255))];
            AtomicFile.Write(
                Path.Combine(inClass, $"{index:D5}.png"),
                stream => new ImageWriter().WritePng(pixels, images.Type.Width, images.Type.Height, ColorComponents.Grey, stream));
        }
    }
}
