// depthwise 3×3, padding 1,1,1,1, relu: 4×4×5 → 4×4×5; 720 multiply-adds.
internal static class Depthwise3p1_1_1_1_4x4x5_4x4x5_relu
{
    private const int InputWidth = 4;
    private const int OutputHeight = 4;
    private const int OutputWidth = 4;
    private const int Channels = 5;
    private const int Taps = 16;

    private static void Run128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            int end = frame.End(OutputHeight);
            for (int row = frame.Begin(OutputHeight); row < end; row++)
            {
                int y = row - 1;
                int top = Math.Max(0, -y);
                int bottom = Math.Min(3, 4 - y);
                ref float line = ref Unsafe.Add(ref output, row * OutputWidth * Channels);

                for (int column = 0; column < 1; column++)
                {
                    int x = column - 1;
                    Pixel128(ref input, ref weights, ref Unsafe.Add(ref line, column * Channels), y, x, top, bottom, Math.Max(0, -x), Math.Min(3, 4 - x));
                }

                for (int column = 1; column < 3; column++)
                {
                    int x = column - 1;
                    Pixel128(ref input, ref weights, ref Unsafe.Add(ref line, column * Channels), y, x, top, bottom, 0, 3);
                }

                for (int column = 3; column < 4; column++)
                {
                    int x = column - 1;
                    Pixel128(ref input, ref weights, ref Unsafe.Add(ref line, column * Channels), y, x, top, bottom, Math.Max(0, -x), Math.Min(3, 4 - x));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pixel128(ref float input, ref float weights, ref float c, int y, int x, int top, int bottom, int left, int right)
    {
        for (int i = 0; i < 4; i += 4)
        {
            Vector128<float> sum = Vector128.LoadUnsafe(ref Unsafe.Add(ref weights, i));
            for (int ky = top; ky < bottom; ky++)
            {
                for (int kx = left; kx < right; kx++)
                {
                    ref float a = ref Unsafe.Add(ref input, ((((y + ky) * InputWidth) + x + kx) * Channels) + i);
                    ref float tap = ref Unsafe.Add(ref weights, Taps + (((ky * 3) + kx) * Channels) + i);
                    sum = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref a), Vector128.LoadUnsafe(ref tap), sum);
                }
            }

            Activations.Relu(sum).StoreUnsafe(ref Unsafe.Add(ref c, i));
        }

        {
            float sum = Unsafe.Add(ref weights, 4);
            for (int ky = top; ky < bottom; ky++)
            {
                for (int kx = left; kx < right; kx++)
                {
                    ref float a = ref Unsafe.Add(ref input, ((((y + ky) * InputWidth) + x + kx) * Channels) + 4);
                    ref float tap = ref Unsafe.Add(ref weights, Taps + (((ky * 3) + kx) * Channels) + 4);
                    sum = float.MultiplyAddEstimate(a, tap, sum);
                }
            }

            Unsafe.Add(ref c, 4) = Activations.Relu(sum);
        }
    }
}

// pointwise, relu: 4×4×5 → 4×4×4; 320 multiply-adds.
internal static class Pointwise_4x4x5_4x4x4_relu
{
    private const int Inputs = 5;
    private const int Outputs = 4;
    private const int Panels = 16;

    private static void Run128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            int end = frame.End(2);
            for (int tile = frame.Begin(2); tile < end; tile++)
            {
                ref float a = ref Unsafe.Add(ref input, tile * 6 * Inputs);
                ref float row = ref Unsafe.Add(ref output, tile * 6 * Outputs);
                {
                    ref float b = ref Unsafe.Add(ref weights, Panels + (0 * Inputs));
                    ref float bias = ref Unsafe.Add(ref weights, 0);
                    ref float c = ref Unsafe.Add(ref row, 0);
                    Tile128_6x4Of4(ref a, ref b, ref bias, ref c);
                }
            }

            if (end == 2)
            {
                ref float a = ref Unsafe.Add(ref input, 12 * Inputs);
                ref float row = ref Unsafe.Add(ref output, 12 * Outputs);
                {
                    ref float b = ref Unsafe.Add(ref weights, Panels + (0 * Inputs));
                    ref float bias = ref Unsafe.Add(ref weights, 0);
                    ref float c = ref Unsafe.Add(ref row, 0);
                    Tile128_4x4Of4(ref a, ref b, ref bias, ref c);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile128_4x4Of4(ref float a, ref float b, ref float bias, ref float c)
    {
        Vector128<float> bias0 = Vector128.LoadUnsafe(ref bias);
        Vector128<float> c0_0 = bias0;
        Vector128<float> c1_0 = bias0;
        Vector128<float> c2_0 = bias0;
        Vector128<float> c3_0 = bias0;
        for (int k = 0; k < Inputs; k++)
        {
            Vector128<float> b0 = Vector128.LoadUnsafe(ref b);
            Vector128<float> a0_4 = Vector128.Create(a);
            c0_0 = Vector128.MultiplyAddEstimate(a0_4, b0, c0_0);
            Vector128<float> a1_4 = Vector128.Create(Unsafe.Add(ref a, Inputs));
            c1_0 = Vector128.MultiplyAddEstimate(a1_4, b0, c1_0);
            Vector128<float> a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Inputs));
            c2_0 = Vector128.MultiplyAddEstimate(a2_4, b0, c2_0);
            Vector128<float> a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Inputs));
            c3_0 = Vector128.MultiplyAddEstimate(a3_4, b0, c3_0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 4);
        }

        Activations.Relu(c0_0).StoreUnsafe(ref c);
        Activations.Relu(c1_0).StoreUnsafe(ref Unsafe.Add(ref c, Outputs));
        Activations.Relu(c2_0).StoreUnsafe(ref Unsafe.Add(ref c, 2 * Outputs));
        Activations.Relu(c3_0).StoreUnsafe(ref Unsafe.Add(ref c, 3 * Outputs));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile128_6x4Of4(ref float a, ref float b, ref float bias, ref float c)
    {
        Vector128<float> bias0 = Vector128.LoadUnsafe(ref bias);
        Vector128<float> c0_0 = bias0;
        Vector128<float> c1_0 = bias0;
        Vector128<float> c2_0 = bias0;
        Vector128<float> c3_0 = bias0;
        Vector128<float> c4_0 = bias0;
        Vector128<float> c5_0 = bias0;
        for (int k = 0; k < Inputs; k++)
        {
            Vector128<float> b0 = Vector128.LoadUnsafe(ref b);
            Vector128<float> a0_4 = Vector128.Create(a);
            c0_0 = Vector128.MultiplyAddEstimate(a0_4, b0, c0_0);
            Vector128<float> a1_4 = Vector128.Create(Unsafe.Add(ref a, Inputs));
            c1_0 = Vector128.MultiplyAddEstimate(a1_4, b0, c1_0);
            Vector128<float> a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Inputs));
            c2_0 = Vector128.MultiplyAddEstimate(a2_4, b0, c2_0);
            Vector128<float> a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Inputs));
            c3_0 = Vector128.MultiplyAddEstimate(a3_4, b0, c3_0);
            Vector128<float> a4_4 = Vector128.Create(Unsafe.Add(ref a, 4 * Inputs));
            c4_0 = Vector128.MultiplyAddEstimate(a4_4, b0, c4_0);
            Vector128<float> a5_4 = Vector128.Create(Unsafe.Add(ref a, 5 * Inputs));
            c5_0 = Vector128.MultiplyAddEstimate(a5_4, b0, c5_0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 4);
        }

        Activations.Relu(c0_0).StoreUnsafe(ref c);
        Activations.Relu(c1_0).StoreUnsafe(ref Unsafe.Add(ref c, Outputs));
        Activations.Relu(c2_0).StoreUnsafe(ref Unsafe.Add(ref c, 2 * Outputs));
        Activations.Relu(c3_0).StoreUnsafe(ref Unsafe.Add(ref c, 3 * Outputs));
        Activations.Relu(c4_0).StoreUnsafe(ref Unsafe.Add(ref c, 4 * Outputs));
        Activations.Relu(c5_0).StoreUnsafe(ref Unsafe.Add(ref c, 5 * Outputs));
    }
}
