using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MobileNetGen.Training.Tensors;

/// <summary>
/// <c>C += A · B</c>. Lanes run across the columns of B and C; A is read one element at a time and broadcast, so any
/// pitches of A cost the same: the forward pass, the gradient of the inputs and that of the weights all come here.
/// </summary>
internal static class Gemm
{
    private const int TileRows = 4;

    /// <param name="a">rows × depth.</param>
    /// <param name="b">depth × columns, row by row.</param>
    /// <param name="c">rows × columns, row by row.</param>
    /// <param name="depth">Columns of A and rows of B.</param>
    /// <param name="columns">Columns of B and C.</param>
    public static void Accumulate<T>(Matrix<T> a, ReadOnlySpan<T> b, Span<T> c, int depth, int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = c.Length / columns;
        var column = 0;
        for (; column <= columns - (2 * Vector<T>.Count); column += 2 * Vector<T>.Count)
        {
            var row = 0;
            for (; row <= rows - TileRows; row += TileRows)
            {
                Wide(a, row, b[column..], c[((row * columns) + column)..], depth, columns);
            }

            for (; row < rows; row++)
            {
                Narrow(a, row, b[column..], c[((row * columns) + column)..], depth, columns);
                Narrow(a, row, b[(column + Vector<T>.Count)..], c[((row * columns) + column + Vector<T>.Count)..], depth, columns);
            }
        }

        for (; column <= columns - Vector<T>.Count; column += Vector<T>.Count)
        {
            for (var row = 0; row < rows; row++)
            {
                Narrow(a, row, b[column..], c[((row * columns) + column)..], depth, columns);
            }
        }

        for (; column < columns; column++)
        {
            for (var row = 0; row < rows; row++)
            {
                Single(a, row, b[column..], ref c[(row * columns) + column], depth, columns);
            }
        }
    }

    /// <summary>4 rows × 2 vectors: eight sums keep both multiply-add units busy.</summary>
    private static void Wide<T>(Matrix<T> a, int row, ReadOnlySpan<T> b, Span<T> c, int depth, int pitch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckReach(a, row + TileRows - 1, b, depth, pitch, 2 * Vector<T>.Count);
        ref var left = ref Unsafe.Add(ref MemoryMarshal.GetReference(a.Values), row * a.RowPitch);
        ref var right = ref MemoryMarshal.GetReference(b);
        ref var sums = ref MemoryMarshal.GetReference(c[..((3 * pitch) + (2 * Vector<T>.Count))]);
        var lanes = (nuint)Vector<T>.Count;
        var (next, second, third, fourth) = ((nuint)a.ColumnPitch, a.RowPitch, 2 * a.RowPitch, 3 * a.RowPitch);
        var (c00, c01) = (Vector.LoadUnsafe(ref sums), Vector.LoadUnsafe(ref sums, lanes));
        var (c10, c11) = (Vector.LoadUnsafe(ref sums, (nuint)pitch), Vector.LoadUnsafe(ref sums, (nuint)pitch + lanes));
        var (c20, c21) = (Vector.LoadUnsafe(ref sums, 2 * (nuint)pitch), Vector.LoadUnsafe(ref sums, (2 * (nuint)pitch) + lanes));
        var (c30, c31) = (Vector.LoadUnsafe(ref sums, 3 * (nuint)pitch), Vector.LoadUnsafe(ref sums, (3 * (nuint)pitch) + lanes));
        for (var k = 0; k < depth; k++)
        {
            var b0 = Vector.LoadUnsafe(ref right);
            var b1 = Vector.LoadUnsafe(ref right, lanes);
            var broadcast = new Vector<T>(left);
            c00 = Lanes.MultiplyAdd(broadcast, b0, c00);
            c01 = Lanes.MultiplyAdd(broadcast, b1, c01);
            broadcast = new Vector<T>(Unsafe.Add(ref left, second));
            c10 = Lanes.MultiplyAdd(broadcast, b0, c10);
            c11 = Lanes.MultiplyAdd(broadcast, b1, c11);
            broadcast = new Vector<T>(Unsafe.Add(ref left, third));
            c20 = Lanes.MultiplyAdd(broadcast, b0, c20);
            c21 = Lanes.MultiplyAdd(broadcast, b1, c21);
            broadcast = new Vector<T>(Unsafe.Add(ref left, fourth));
            c30 = Lanes.MultiplyAdd(broadcast, b0, c30);
            c31 = Lanes.MultiplyAdd(broadcast, b1, c31);
            left = ref Unsafe.Add(ref left, next);
            right = ref Unsafe.Add(ref right, pitch);
        }

        c00.StoreUnsafe(ref sums);
        c01.StoreUnsafe(ref sums, lanes);
        c10.StoreUnsafe(ref sums, (nuint)pitch);
        c11.StoreUnsafe(ref sums, (nuint)pitch + lanes);
        c20.StoreUnsafe(ref sums, 2 * (nuint)pitch);
        c21.StoreUnsafe(ref sums, (2 * (nuint)pitch) + lanes);
        c30.StoreUnsafe(ref sums, 3 * (nuint)pitch);
        c31.StoreUnsafe(ref sums, (3 * (nuint)pitch) + lanes);
    }

    private static void Narrow<T>(Matrix<T> a, int row, ReadOnlySpan<T> b, Span<T> c, int depth, int pitch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckReach(a, row, b, depth, pitch, Vector<T>.Count);
        ref var left = ref Unsafe.Add(ref MemoryMarshal.GetReference(a.Values), row * a.RowPitch);
        ref var right = ref MemoryMarshal.GetReference(b);
        var sum = new Vector<T>(c);
        for (var k = 0; k < depth; k++)
        {
            sum = Lanes.MultiplyAdd(new Vector<T>(left), Vector.LoadUnsafe(ref right), sum);
            left = ref Unsafe.Add(ref left, a.ColumnPitch);
            right = ref Unsafe.Add(ref right, pitch);
        }

        sum.CopyTo(c);
    }

    private static void Single<T>(Matrix<T> a, int row, ReadOnlySpan<T> b, ref T c, int depth, int pitch)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var sum = c;
        for (var k = 0; k < depth; k++)
        {
            sum += a.Values[(row * a.RowPitch) + (k * a.ColumnPitch)] * b[k * pitch];
        }

        c = sum;
    }

    /// <summary>The loops read without bounds checks; this is the one check before them.</summary>
    private static void CheckReach<T>(Matrix<T> a, int lastRow, ReadOnlySpan<T> b, int depth, int pitch, int width)
    {
        var lastLeft = (lastRow * a.RowPitch) + ((depth - 1) * a.ColumnPitch);
        if (depth < 1 || lastLeft >= a.Values.Length || ((depth - 1) * pitch) + width > b.Length)
        {
            throw new ArgumentException($"A of {a.Values.Length} elements and B of {b.Length} are too short for a depth of {depth}.");
        }
    }
}
