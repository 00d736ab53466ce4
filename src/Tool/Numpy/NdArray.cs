namespace MobileNetGen.Tool.Numpy;

/// <summary>Numbers with a shape, the last axis innermost.</summary>
internal sealed record NdArray(IReadOnlyList<int> Shape, float[] Values)
{
    public string DisplayShape => $"[{string.Join(", ", Shape)}]";
}
