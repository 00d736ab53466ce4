namespace MobileNetGen.Training.Tensors;

/// <summary>A matrix to read: element (r, c) stands at <c>r · RowPitch + c · ColumnPitch</c>, so a transpose is two numbers exchanged.</summary>
internal readonly ref struct Matrix<T>(ReadOnlySpan<T> values, int rowPitch, int columnPitch)
{
    public readonly ReadOnlySpan<T> Values = values;
    public readonly int RowPitch = rowPitch;
    public readonly int ColumnPitch = columnPitch;

    /// <summary>Rows one after the other.</summary>
    public static Matrix<T> Rows(ReadOnlySpan<T> values, int columns) => new(values, columns, 1);

    /// <summary>The transpose of a matrix whose rows of <paramref name="columns"/> stand one after the other.</summary>
    public static Matrix<T> Transposed(ReadOnlySpan<T> values, int columns) => new(values, 1, columns);
}
