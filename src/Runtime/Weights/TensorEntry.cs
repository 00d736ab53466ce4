namespace MobileNetGen.Weights;

/// <summary>A tensor of a file: its type as written there, its extents, and its bytes as offsets into the file's data.</summary>
internal sealed record TensorEntry(string Name, string ElementType, IReadOnlyList<long> Shape, long Begin, long End)
{
    public string DisplayShape => "[" + string.Join(", ", Shape) + "]";
}
