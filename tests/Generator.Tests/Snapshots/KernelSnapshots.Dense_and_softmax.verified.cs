// dense: 5 → 5; 25 multiply-adds.
internal static class Dense_5_83b427f39a
{
    private const int Inputs = 5;
    private const int Outputs = 5;
    private const int Panels = 16;
    private const int PanelWidth = 32;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            int end = frame.End(1);
            if (end == 1)
            {
                {
                    ref float a = ref input;
                    ref float b = ref Unsafe.Add(ref weights, Panels);
                    ref float bias = ref weights;
                    ref float c = ref output;
                    Tile128_1x5Of5(ref a, ref b, ref bias, ref c);
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Tile128_1x5Of5(ref float a, ref float b, ref float bias, ref float c)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        var bias1 = Unsafe.Add(ref bias, 4);
        Vector128<float> c0_0 = bias0;
        float c0_1 = bias1;
        for (int k = 0; k < Inputs; k++)
        {
            var a0_4 = Vector128.Create(a);
            var a0_1 = a0_4.ToScalar();
            c0_0 = MultiplyAdd(a0_4, Vector128.LoadUnsafe(ref b), c0_0);
            c0_1 = float.MultiplyAddEstimate(a0_1, Unsafe.Add(ref b, 4), c0_1);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 5);
        }

        c0_0.StoreUnsafe(ref c);
        Unsafe.Add(ref c, 4) = c0_1;
    }
}

// globalAveragePool: 4×4×5 → 5.
internal static class GlobalAveragePool_5_4e50280290
{
    private const int Height = 4;
    private const int Width = 4;
    private const int Channels = 5;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            int end = frame.End(0) * 16;
            for (int i = frame.Begin(0) * 16; i < end; i += 4)
            {
                var sum = Vector128.Create(0f);
                for (int y = 0; y < Height; y++)
                {
                    var row = Vector128.Create(0f);
                    for (int x = 0; x < Width; x++)
                    {
                        row += Vector128.LoadUnsafe(ref Unsafe.Add(ref input, (y * Width + x) * Channels + i));
                    }

                    sum += row;
                }

                (sum / Vector128.Create((float)(Height * Width))).StoreUnsafe(ref Unsafe.Add(ref output, i));
            }

            if (frame.Worker == frame.Workers - 1)
            {
                {
                    var sum = Vector128.Create(0f);
                    for (int y = 0; y < Height; y++)
                    {
                        var row = Vector128.Create(0f);
                        for (int x = 0; x < Width; x++)
                        {
                            row += Vector128.LoadUnsafe(ref Unsafe.Add(ref input, (y * Width + x) * Channels));
                        }

                        sum += row;
                    }

                    (sum / Vector128.Create((float)(Height * Width))).StoreUnsafe(ref output);
                }

                {
                    var sum = 0f;
                    for (int y = 0; y < Height; y++)
                    {
                        var row = 0f;
                        for (int x = 0; x < Width; x++)
                        {
                            row += Unsafe.Add(ref input, (y * Width + x) * Channels + 4);
                        }

                        sum += row;
                    }

                    Unsafe.Add(ref output, 4) = sum / (float)(Height * Width);
                }
            }
        }
    }
}

// softmax: 5 → 5.
internal static class Softmax_5_ece143addc
{
    private const int Pixels = 1;
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
                {
                    (Vector128.LoadUnsafe(ref c) / Vector128.Create(sum)).StoreUnsafe(ref c);
                }

                {
                    Unsafe.Add(ref c, 4) = Unsafe.Add(ref c, 4) / sum;
                }
            }
        }
    }
}
