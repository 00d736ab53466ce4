namespace MobileNetGen.ObjectDetection;

/// <summary>Something that a detector found.</summary>
/// <param name="Class">Which class.</param>
/// <param name="Score">Its probability.</param>
/// <param name="Box">Where it is.</param>
public readonly record struct Detection(int Class, float Score, Box Box);
