using StbImageSharp;

namespace MobileNetGen.Tool.Images;

/// <summary>An image as bytes: red, green, blue, row after row.</summary>
internal sealed record RgbImage(int Width, int Height, byte[] Pixels)
{
    public static readonly IReadOnlyList<string> Extensions = [".png", ".jpg", ".jpeg", ".bmp"];

    /// <exception cref="ToolException">The file is no image that can be read.</exception>
    public static RgbImage Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            var image = ImageResult.FromMemory(bytes, ColorComponents.RedGreenBlue);
            return new RgbImage(image.Width, image.Height, image.Data);
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or IndexOutOfRangeException or ArgumentException or NullReferenceException)
        {
            throw new ToolException($"{path}: {wrong.Message}; PNG, JPEG and BMP images are accepted.");
        }
    }
}
