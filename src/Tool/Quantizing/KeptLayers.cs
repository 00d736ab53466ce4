using System.Globalization;
using MobileNetGen.Quantization;

namespace MobileNetGen.Tool.Quantizing;

/// <summary>Which layers stay floats, as it is typed.</summary>
internal static class KeptLayers
{
    public const string None = "none";
    public const string Auto = "auto";

    private const string First = "first:";

    /// <param name="choice"><c>none</c>, <c>auto</c>, <c>first:N</c>, or layers' names with commas between them.</param>
    /// <exception cref="ToolException">It is none of them.</exception>
    public static FloatLayers Of(string choice) => choice switch
    {
        None => FloatLayers.None,
        Auto => FloatLayers.Auto,
        _ when choice.StartsWith(First, StringComparison.Ordinal) => FloatLayers.First(Count(choice)),
        _ => FloatLayers.Named(choice.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
    };

    private static int Count(string choice) => int.TryParse(choice[First.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? count
        : throw new ToolException($"--keep-floats is \"{choice}\"; first:N with a whole number N is accepted, or none, auto, or names of layers.");
}
