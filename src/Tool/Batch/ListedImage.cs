namespace MobileNetGen.Tool.Batch;

/// <summary>An image that is to be classified.</summary>
/// <param name="Name">What it is called in the results: as it was named, or as it stands in a manifest.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Truth">The class that it is known to show.</param>
internal sealed record ListedImage(string Name, string Path, int? Truth);
