// concat: 4×4×5 + 4×4×5 → 4×4×10.
internal static class Concat_4x4x10_391043fba8
{
    private const int Pixels = 16;
    private const int Channels = 10;

    [MethodImpl(AggressiveOptimization)]
    private static void RunScalar(in Frame frame, ref float input0, ref float input1, ref float output)
    {
        unchecked
        {
            int end = frame.End(Pixels);
            for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)
            {
                ref float c = ref Unsafe.Add(ref output, pixel * Channels);
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref input0, pixel * 5), 5).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref c, 0), 5));
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref input1, pixel * 5), 5).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref c, 5), 5));
            }
        }
    }
}
