namespace MobileNetGen;

/// <summary>The part of an image that is kept, in pixels.</summary>
internal readonly record struct CropWindow(int Left, int Top, int Width, int Height)
{
    public static CropWindow Of(Preprocessing how, int width, int height)
    {
        if (how.Crop == 0)
        {
            return new CropWindow(0, 0, width, height);
        }

        var scale = Math.Min((double)width / how.Width, (double)height / how.Height) * how.Crop;
        var columns = Math.Clamp((int)Math.Round(how.Width * scale), 1, width);
        var rows = Math.Clamp((int)Math.Round(how.Height * scale), 1, height);
        return new CropWindow((width - columns) / 2, (height - rows) / 2, columns, rows);
    }
}
