// resize bilinear: 4×4×5 → 8×8×5.
internal static class ResizeBilinear_8x8x5_bc935cd7dd
{
    private const int InputWidth = 4;
    private const int OutputHeight = 8;
    private const int OutputWidth = 8;
    private const int Channels = 5;

    private static ReadOnlySpan<int> RowBefore => [0, 0, 0, 1, 1, 2, 2, 3];
    private static ReadOnlySpan<int> RowAfter => [1, 1, 1, 2, 2, 3, 3, 3];
    private static ReadOnlySpan<float> RowShare => [0f, 0.25f, 0.75f, 0.25f, 0.75f, 0.25f, 0.75f, 0.25f];

    private static ReadOnlySpan<int> ColumnBefore => [0, 0, 0, 1, 1, 2, 2, 3];
    private static ReadOnlySpan<int> ColumnAfter => [1, 1, 1, 2, 2, 3, 3, 3];
    private static ReadOnlySpan<float> ColumnShare => [0f, 0.25f, 0.75f, 0.25f, 0.75f, 0.25f, 0.75f, 0.25f];

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            int end = frame.End(OutputHeight);
            for (int row = frame.Begin(OutputHeight); row < end; row++)
            {
                for (int column = 0; column < OutputWidth; column++)
                {
                    ref float c = ref Unsafe.Add(ref output, (row * OutputWidth + column) * Channels);
                    ref float topLeft = ref Unsafe.Add(ref input, (RowBefore[row] * InputWidth + ColumnBefore[column]) * Channels);
                    ref float topRight = ref Unsafe.Add(ref input, (RowBefore[row] * InputWidth + ColumnAfter[column]) * Channels);
                    ref float bottomLeft = ref Unsafe.Add(ref input, (RowAfter[row] * InputWidth + ColumnBefore[column]) * Channels);
                    ref float bottomRight = ref Unsafe.Add(ref input, (RowAfter[row] * InputWidth + ColumnAfter[column]) * Channels);
                    {
                        var top = MultiplyAdd(Vector128.LoadUnsafe(ref topRight) - Vector128.LoadUnsafe(ref topLeft), Vector128.Create(ColumnShare[column]), Vector128.LoadUnsafe(ref topLeft));
                        var bottom = MultiplyAdd(Vector128.LoadUnsafe(ref bottomRight) - Vector128.LoadUnsafe(ref bottomLeft), Vector128.Create(ColumnShare[column]), Vector128.LoadUnsafe(ref bottomLeft));
                        MultiplyAdd(bottom - top, Vector128.Create(RowShare[row]), top).StoreUnsafe(ref c);
                    }

                    {
                        var top = float.MultiplyAddEstimate(Unsafe.Add(ref topRight, 4) - Unsafe.Add(ref topLeft, 4), ColumnShare[column], Unsafe.Add(ref topLeft, 4));
                        var bottom = float.MultiplyAddEstimate(Unsafe.Add(ref bottomRight, 4) - Unsafe.Add(ref bottomLeft, 4), ColumnShare[column], Unsafe.Add(ref bottomLeft, 4));
                        Unsafe.Add(ref c, 4) = float.MultiplyAddEstimate(bottom - top, RowShare[row], top);
                    }
                }
            }
        }
    }
}
