// slice rows [1, 4, 2]: 4×4×5 → 2×4×5.
internal static class Slice_2x4x5_a8931d31ce
{
    private const int OutputHeight = 2;
    private const int OutputWidth = 4;
    private const int Channels = 5;
    private const int First = 20;
    private const int RowStep = 40;
    private const int ColumnStep = 5;
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
                MemoryMarshal.CreateSpan(ref a, OutputWidth * Channels).CopyTo(MemoryMarshal.CreateSpan(ref c, OutputWidth * Channels));
            }
        }
    }
}
