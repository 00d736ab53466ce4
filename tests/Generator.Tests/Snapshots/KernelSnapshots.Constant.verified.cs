// constant: 4×4×5 → 2×3×5.
internal static class Constant_2x3x5_9334e92a26
{

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        int end = frame.End(1) * 16;
        for (int i = frame.Begin(1) * 16; i < end; i += 4)
        {
            Vector128.LoadUnsafe(ref Unsafe.Add(ref weights, i)).StoreUnsafe(ref Unsafe.Add(ref output, i));
        }

        if (frame.Worker == frame.Workers - 1)
        {
            for (int i = 16; i < 28; i += 4)
            {
                Vector128.LoadUnsafe(ref Unsafe.Add(ref weights, i)).StoreUnsafe(ref Unsafe.Add(ref output, i));
            }

            {
                Unsafe.Add(ref output, 28) = Unsafe.Add(ref weights, 28);
            }

            {
                Unsafe.Add(ref output, 29) = Unsafe.Add(ref weights, 29);
            }
        }
    }
}
