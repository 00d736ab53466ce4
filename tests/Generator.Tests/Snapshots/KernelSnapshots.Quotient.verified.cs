// div, relu6: 4×4×5 + 5 → 4×4×5.
internal static class Div_4x4x5_9d30a77ddc
{
    private const int Pixels = 16;
    private const int Channels = 5;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input0, ref float input1, ref float output)
    {
        unchecked
        {
            int end = frame.End(Pixels);
            for (int pixel = frame.Begin(Pixels); pixel < end; pixel++)
            {
                ref float a0 = ref Unsafe.Add(ref input0, pixel * Channels);
                ref float c = ref Unsafe.Add(ref output, pixel * Channels);
                {
                    Relu6(Vector128.LoadUnsafe(ref a0) / Vector128.LoadUnsafe(ref input1)).StoreUnsafe(ref c);
                }

                {
                    Unsafe.Add(ref c, 4) = Relu6(Unsafe.Add(ref a0, 4) / Unsafe.Add(ref input1, 4));
                }
            }
        }
    }
}

// globalMaxPool: 4×4×5 → 5.
internal static class GlobalMaxPool_5_5c99f0ace9
{
    private const int Pixels = 16;
    private const int Channels = 5;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            int end = frame.End(0) * 16;
            for (int i = frame.Begin(0) * 16; i < end; i += 4)
            {
                var largest = Vector128.Create(float.NegativeInfinity);
                for (int pixel = 0; pixel < Pixels; pixel++)
                {
                    largest = Extrema.Maximum(Vector128.LoadUnsafe(ref Unsafe.Add(ref input, pixel * Channels + i)), largest);
                }

                largest.StoreUnsafe(ref Unsafe.Add(ref output, i));
            }

            if (frame.Worker == frame.Workers - 1)
            {
                {
                    var largest = Vector128.Create(float.NegativeInfinity);
                    for (int pixel = 0; pixel < Pixels; pixel++)
                    {
                        largest = Extrema.Maximum(Vector128.LoadUnsafe(ref Unsafe.Add(ref input, pixel * Channels)), largest);
                    }

                    largest.StoreUnsafe(ref output);
                }

                {
                    var largest = float.NegativeInfinity;
                    for (int pixel = 0; pixel < Pixels; pixel++)
                    {
                        largest = Extrema.Maximum(Unsafe.Add(ref input, pixel * Channels + 4), largest);
                    }

                    Unsafe.Add(ref output, 4) = largest;
                }
            }
        }
    }
}
