// logSoftmax: 4×4×5 → 4×4×5.
internal static class LogSoftmax_4x4x5_0cd4203181
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
                float max = a;
                for (int i = 1; i < Channels; i++)
                {
                    float value = Unsafe.Add(ref a, i);
                    max = max < value ? value : max;
                }

                {
                    Exponential.Exp(Vector128.LoadUnsafe(ref a) - Vector128.Create(max)).StoreUnsafe(ref c);
                }

                {
                    Unsafe.Add(ref c, 4) = Exponential.Exp(Unsafe.Add(ref a, 4) - max);
                }

                lanes.Clear();
                for (int i = 0; i < 5; i++)
                {
                    lanes[i % 16] = lanes[i % 16] + Unsafe.Add(ref c, i);
                }

                for (int half = 8; half > 0; half /= 2)
                {
                    for (int i = 0; i < half; i++)
                    {
                        lanes[i] += lanes[i + half];
                    }
                }

                float sum = lanes[0];
                float log = Functions.Log(sum);
                {
                    (Vector128.LoadUnsafe(ref a) - Vector128.Create(max) - Vector128.Create(log)).StoreUnsafe(ref c);
                }

                {
                    Unsafe.Add(ref c, 4) = Unsafe.Add(ref a, 4) - max - log;
                }
            }
        }
    }
}
