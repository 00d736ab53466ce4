// rescale ×0.0078125 − 1: 4×4×5 → 4×4×5.
internal static class Rescale0_4x4x5_aac6a56344
{

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            int end = frame.End(5) * 16;
            for (int i = frame.Begin(5) * 16; i < end; i += 4)
            {
                MultiplyAdd(Vector128.LoadUnsafe(ref Unsafe.Add(ref input, i)), Vector128.Create(0.0078125f), Vector128.Create(-1f)).StoreUnsafe(ref Unsafe.Add(ref output, i));
            }
        }
    }
}
