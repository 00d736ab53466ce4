namespace MobileNetGen.Training.Tensors;

/// <summary>A matrix with rows and columns exchanged.</summary>
internal static class Transposition
{
    /// <param name="values">rows × columns, row by row.</param>
    /// <param name="columns">Columns of the values.</param>
    /// <returns>columns × rows, row by row.</returns>
    public static T[] Of<T>(ReadOnlySpan<T> values, int columns)
    {
        var rows = values.Length / columns;
        var transposed = new T[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return transposed;
    }
}
