namespace MobileNetGen.Tool.Numpy;

/// <summary>Numbers with a shape, the last axis innermost.</summary>
internal sealed record NdArray(IReadOnlyList<int> Shape, float[] Values)
{
    /// <summary>What the numbers are written as: integers of 8 bits are floats here, too.</summary>
    public TensorElement Element { get; init; }

    public string DisplayShape => $"[{string.Join(", ", Shape)}]";
}
