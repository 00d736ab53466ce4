using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Graph;

/// <summary>A shape that a description asks for: rows, columns, channels.</summary>
internal readonly record struct MapShape(int Height, int Width, int Channels)
{
    /// <summary><c>7×7×512</c>.</summary>
    public string DisplayText => $"{Invariant.Format(Height)}×{Invariant.Format(Width)}×{Invariant.Format(Channels)}";
}
