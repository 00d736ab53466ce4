// l2Normalize: 4×4×5 → 4×4×5.
internal static class L2Normalize_4x4x5_c6847f2594
{
    private const int Pixels = 16;
    private const int Channels = 5;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            Span<float> lanes = stackalloc float[16];
            int end = frame.End(Pixels);
            for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)
            {
                ref float a = ref Unsafe.Add(ref input, pixel * Channels);
                ref float c = ref Unsafe.Add(ref output, pixel * Channels);
                lanes.Clear();
                for (int i = 0; i < 5; i++)
                {
                    lanes[i % 16] = float.MultiplyAddEstimate(Unsafe.Add(ref a, i), Unsafe.Add(ref a, i), lanes[i % 16]);
                }

                for (int half = 8; half > 0; half /= 2)
                {
                    for (int i = 0; i < half; i++)
                    {
                        lanes[i] += lanes[i + half];
                    }
                }

                float sum = lanes[0];
                float root = MathF.Sqrt(sum);
                float norm = root < 1E-12f ? 1E-12f : root;
                {
                    (Vector128.LoadUnsafe(ref a) / Vector128.Create(norm)).StoreUnsafe(ref c);
                }

                {
                    Unsafe.Add(ref c, 4) = Unsafe.Add(ref a, 4) / norm;
                }
            }
        }
    }
}
