// add, relu: 4×4×5 + 4×4×5 → 4×4×5.
internal static class Add_4x4x5_5e033eaf78
{

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input0, ref float input1, ref float output)
    {
        unchecked
        {
            int end = frame.End(5) * 16;
            for (int i = frame.Begin(5) * 16; i < end; i += 4)
            {
                Relu(Vector128.LoadUnsafe(ref Unsafe.Add(ref input0, i)) + Vector128.LoadUnsafe(ref Unsafe.Add(ref input1, i))).StoreUnsafe(ref Unsafe.Add(ref output, i));
            }
        }
    }
}
