// copy: 80 → 80.
internal static class Copy_80_205a598334
{

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            int end = frame.End(5) * 16;
            for (int i = frame.Begin(5) * 16; i < end; i += 4)
            {
                Vector128.LoadUnsafe(ref Unsafe.Add(ref input, i)).StoreUnsafe(ref Unsafe.Add(ref output, i));
            }
        }
    }
}
