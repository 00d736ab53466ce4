namespace MobileNetGen.Tool.Batch.Rows;

/// <summary>What became of an image.</summary>
/// <param name="File">What it is called.</param>
/// <param name="Truth">The class that it is known to show.</param>
/// <param name="Best">The best classes, best first; empty if there is no answer.</param>
/// <param name="Error">Why there is no answer.</param>
internal sealed record Row(string File, int? Truth, Prediction[] Best, string? Error);
