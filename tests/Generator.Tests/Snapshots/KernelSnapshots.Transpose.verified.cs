// transpose chw: 4×4×5 → 5×4×4.
internal static class TransposeChw_5x4x4_fbe2e9d608
{
    private const int Pixels = 20;
    private const int OutputWidth = 4;
    private const int Channels = 4;
    private const int RowStep = 1;
    private const int ColumnStep = 20;
    private const int ChannelStep = 5;

    [MethodImpl(AggressiveOptimization)]
    private static void RunScalar(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            int end = frame.End(Pixels);
            for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)
            {
                ref float a = ref Unsafe.Add(ref input, pixel / OutputWidth * RowStep + pixel % OutputWidth * ColumnStep);
                ref float c = ref Unsafe.Add(ref output, pixel * Channels);
                for (int i = 0; i < Channels; i++)
                {
                    Unsafe.Add(ref c, i) = Unsafe.Add(ref a, i * ChannelStep);
                }
            }
        }
    }
}
