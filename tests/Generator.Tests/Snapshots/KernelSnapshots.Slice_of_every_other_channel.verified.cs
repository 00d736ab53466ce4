// slice channels [0, 5, 2]: 4×4×5 → 4×4×3.
internal static class Slice_4x4x3_1b55c4badf
{
    private const int OutputHeight = 4;
    private const int OutputWidth = 4;
    private const int Channels = 3;
    private const int First = 0;
    private const int RowStep = 20;
    private const int ColumnStep = 5;
    private const int ChannelStep = 2;

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
                    for (int i = 0; i < Channels; i++)
                    {
                        Unsafe.Add(ref c, column * Channels + i) = Unsafe.Add(ref a, column * ColumnStep + i * ChannelStep);
                    }
                }
            }
        }
    }
}
