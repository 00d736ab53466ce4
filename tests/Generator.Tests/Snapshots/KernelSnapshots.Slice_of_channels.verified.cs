// slice columns [3, -5, -1], channels [1, 4]: 4×4×5 → 4×4×3.
internal static class Slice_4x4x3_a20f22514f
{
    private const int OutputHeight = 4;
    private const int OutputWidth = 4;
    private const int Channels = 3;
    private const int First = 16;
    private const int RowStep = 20;
    private const int ColumnStep = -5;
    private const int ChannelStep = 1;

    [MethodImpl(AggressiveOptimization)]
    private static void RunScalar(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            int end = frame.End(OutputHeight);
            for (int row = frame.Begin(OutputHeight); row < end; row++)
            {
                ref float a = ref Unsafe.Add(ref input, First + row * RowStep);
                ref float c = ref Unsafe.Add(ref output, row * OutputWidth * Channels);
                for (int column = 0; column < OutputWidth; column++)
                {
                    MemoryMarshal.CreateSpan(ref Unsafe.Add(ref a, column * ColumnStep), Channels).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref c, column * Channels), Channels));
                }
            }
        }
    }
}
