namespace MobileNetGen.ObjectDetection;

/// <summary>The extents of a map on which a detector looks for objects.</summary>
/// <param name="Rows">Rows of pixels.</param>
/// <param name="Columns">Columns of pixels.</param>
public readonly record struct MapSize(int Rows, int Columns);
