// batchNorm: 4×4×5 → 4×4×5.
internal static class ScaleShift_4x4x5_c4cff58175
{
    private const int Pixels = 16;
    private const int Channels = 5;
    private const int Scales = 16;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            int end = frame.End(Pixels);
            for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)
            {
                ref float a = ref Unsafe.Add(ref input, pixel * Channels);
                ref float c = ref Unsafe.Add(ref output, pixel * Channels);
                {
                    MultiplyAdd(Vector128.LoadUnsafe(ref a), Vector128.LoadUnsafe(ref weights, Scales), Vector128.LoadUnsafe(ref weights)).StoreUnsafe(ref c);
                }

                {
                    Unsafe.Add(ref c, 4) = float.MultiplyAddEstimate(Unsafe.Add(ref a, 4), Unsafe.Add(ref weights, Scales + 4), Unsafe.Add(ref weights, 4));
                }
            }
        }
    }
}
