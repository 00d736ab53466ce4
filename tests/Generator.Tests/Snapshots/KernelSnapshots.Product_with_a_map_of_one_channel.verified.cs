// mul: 4×4×5 + 4×4×1 → 4×4×5.
internal static class Mul_4x4x5_978d0344c2
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
                ref float a1 = ref Unsafe.Add(ref input1, pixel);
                ref float c = ref Unsafe.Add(ref output, pixel * Channels);
                {
                    (Vector128.LoadUnsafe(ref a0) * Vector128.Create(a1)).StoreUnsafe(ref c);
                }

                {
                    Unsafe.Add(ref c, 4) = Unsafe.Add(ref a0, 4) * a1;
                }
            }
        }
    }
}

// pointwise, hardSigmoid: 4×4×5 → 4×4×1; 80 multiply-adds.
internal static class Pointwise_4x4x1_6569bfbbfa
{
    private const int Inputs = 5;
    private const int Outputs = 1;
    private const int Panels = 16;
    private const int PanelWidth = 32;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            int end = frame.End(3);
            for (int tile = frame.Begin(3); tile < Math.Min(end, 2); tile++)
            {
                ref float a = ref Unsafe.Add(ref input, tile * 6 * Inputs);
                ref float row = ref Unsafe.Add(ref output, tile * 6 * Outputs);

                {
                    ref float b = ref Unsafe.Add(ref weights, Panels);
                    ref float bias = ref weights;
                    ref float c = ref row;
                    Tile128_6x1Of1(ref a, ref b, ref bias, ref c);
                }
            }

            if (end == 3)
            {
                ref float a = ref Unsafe.Add(ref input, 12 * Inputs);
                ref float row = ref Unsafe.Add(ref output, 12 * Outputs);

                {
                    ref float b = ref Unsafe.Add(ref weights, Panels);
                    ref float bias = ref weights;
                    ref float c = ref row;
                    Tile128_4x1Of1(ref a, ref b, ref bias, ref c);
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Tile128_4x1Of1(ref float a, ref float b, ref float bias, ref float c)
    {
        var bias0 = bias;
        float c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0;
        for (int k = 0; k < Inputs; k++)
        {
            var b0 = b;
            var a0_1 = a;
            c0_0 = float.MultiplyAddEstimate(a0_1, b0, c0_0);
            var a1_1 = Unsafe.Add(ref a, Inputs);
            c1_0 = float.MultiplyAddEstimate(a1_1, b0, c1_0);
            var a2_1 = Unsafe.Add(ref a, 2 * Inputs);
            c2_0 = float.MultiplyAddEstimate(a2_1, b0, c2_0);
            var a3_1 = Unsafe.Add(ref a, 3 * Inputs);
            c3_0 = float.MultiplyAddEstimate(a3_1, b0, c3_0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 1);
        }

        c = HardSigmoid(c0_0);
        Unsafe.Add(ref c, Outputs) = HardSigmoid(c1_0);
        Unsafe.Add(ref c, 2 * Outputs) = HardSigmoid(c2_0);
        Unsafe.Add(ref c, 3 * Outputs) = HardSigmoid(c3_0);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Tile128_6x1Of1(ref float a, ref float b, ref float bias, ref float c)
    {
        var bias0 = bias;
        float c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0, c4_0 = bias0, c5_0 = bias0;
        for (int k = 0; k < Inputs; k++)
        {
            var b0 = b;
            var a0_1 = a;
            c0_0 = float.MultiplyAddEstimate(a0_1, b0, c0_0);
            var a1_1 = Unsafe.Add(ref a, Inputs);
            c1_0 = float.MultiplyAddEstimate(a1_1, b0, c1_0);
            var a2_1 = Unsafe.Add(ref a, 2 * Inputs);
            c2_0 = float.MultiplyAddEstimate(a2_1, b0, c2_0);
            var a3_1 = Unsafe.Add(ref a, 3 * Inputs);
            c3_0 = float.MultiplyAddEstimate(a3_1, b0, c3_0);
            var a4_1 = Unsafe.Add(ref a, 4 * Inputs);
            c4_0 = float.MultiplyAddEstimate(a4_1, b0, c4_0);
            var a5_1 = Unsafe.Add(ref a, 5 * Inputs);
            c5_0 = float.MultiplyAddEstimate(a5_1, b0, c5_0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 1);
        }

        c = HardSigmoid(c0_0);
        Unsafe.Add(ref c, Outputs) = HardSigmoid(c1_0);
        Unsafe.Add(ref c, 2 * Outputs) = HardSigmoid(c2_0);
        Unsafe.Add(ref c, 3 * Outputs) = HardSigmoid(c3_0);
        Unsafe.Add(ref c, 4 * Outputs) = HardSigmoid(c4_0);
        Unsafe.Add(ref c, 5 * Outputs) = HardSigmoid(c5_0);
    }
}
