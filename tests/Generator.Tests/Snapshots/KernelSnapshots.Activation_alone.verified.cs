// relu: 4×4×5 → 4×4×5.
internal static class Relu_4x4x5_25950c387d
{

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            int end = frame.End(5) * 16;
            for (int i = frame.Begin(5) * 16; i < end; i += 4)
            {
                Relu(Vector128.LoadUnsafe(ref Unsafe.Add(ref input, i))).StoreUnsafe(ref Unsafe.Add(ref output, i));
            }
        }
    }
}
