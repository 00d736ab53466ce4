namespace MobileNetGen.Training.Drawing;

/// <summary>Stand by.</summary>
internal static class ExampleDigits
{
    public static void Draw(string folder) => Directory.CreateDirectory(folder);
}
