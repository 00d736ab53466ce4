// resize nearest: 4×4×5 → 8×8×5.
internal static class ResizeNearest_8x8x5_e4465d3ebf
{
    private const int InputWidth = 4;
    private const int OutputHeight = 8;
    private const int OutputWidth = 8;
    private const int Channels = 5;

    private static ReadOnlySpan<int> Row => [0, 0, 1, 1, 2, 2, 3, 3];
    private static ReadOnlySpan<int> Column => [0, 0, 1, 1, 2, 2, 3, 3];

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
                    ref float a = ref Unsafe.Add(ref input, (Row[row] * InputWidth + Column[column]) * Channels);
                    {
                        Vector128.LoadUnsafe(ref a).StoreUnsafe(ref c);
                    }

                    {
                        Unsafe.Add(ref c, 4) = Unsafe.Add(ref a, 4);
                    }
                }
            }
        }
    }
}
