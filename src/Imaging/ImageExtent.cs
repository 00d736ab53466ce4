namespace MobileNetGen.Imaging;

/// <summary>Columns and rows of an image.</summary>
internal readonly record struct ImageExtent(int Width, int Height);
