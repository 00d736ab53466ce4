namespace MobileNetGen.Samples.Service;

/// <summary>A handwritten seven of a few hundred bytes: both networks answer something.</summary>
internal static class HealthImage
{
    public static MemoryStream Open()
    {
        using var resource = typeof(HealthImage).Assembly.GetManifestResourceStream("health.png")!;
        var image = new MemoryStream();
        resource.CopyTo(image);
        image.Position = 0;
        return image;
    }
}
