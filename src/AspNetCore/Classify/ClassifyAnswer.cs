using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using MobileNetGen.Imaging;
using MobileNetGen.ObjectDetection;

namespace MobileNetGen.AspNetCore.Classify;

/// <summary>What an image shows, best first: labels of a network that classifies, boxes of one that detects.</summary>
internal sealed record ClassifyAnswer
{
    /// <summary>Classes of the whole image.</summary>
    public IReadOnlyList<Guess>? Labels { get; init; }

    /// <summary>Columns of the image that boxes are in.</summary>
    public int? Width { get; init; }

    /// <summary>Rows of the image that boxes are in.</summary>
    public int? Height { get; init; }

    /// <summary>What was found, and where.</summary>
    public IReadOnlyList<FoundBox>? Boxes { get; init; }
}

/// <summary>A class, its number and its score.</summary>
internal sealed record Guess(string Label, int Index, float Score);

/// <summary>Something that was found: its class, its score, and its edges in pixels of the image.</summary>
internal sealed record FoundBox(string Label, int Index, float Score, float Left, float Top, float Right, float Bottom)
{
    /// <param name="found">What a detector says.</param>
    /// <param name="label">The name of its class.</param>
    /// <param name="box">Where it is, as shares of the image.</param>
    /// <param name="width">Columns of the image.</param>
    /// <param name="height">Rows of the image.</param>
    public static FoundBox Of(Detection found, string label, Box box, int width, int height)
    {
        var inside = box.Clipped();
        return new(
            label, found.Class, found.Score, inside.Left * width, inside.Top * height, inside.Right * width, inside.Bottom * height);
    }
}

/// <summary>Serialisers that the compiler writes: NativeAOT has no reflection to look at types with.</summary>
[JsonSerializable(typeof(ClassifyAnswer))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(float?))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class ClassifyJson : JsonSerializerContext;
