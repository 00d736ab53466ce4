// conv 3×3 /2, padding 0,1,0,1, relu: 4×4×5 → 2×2×5; 900 multiply-adds.
internal static class Conv_2x2x5_9ac1a8c58c
{
    private const int Inputs = 5;
    private const int Outputs = 5;
    private const int Panels = 16;
    private const int PanelWidth = 32;
    private const int InputWidth = 4;
    private const int OutputHeight = 2;
    private const int OutputWidth = 2;
    private const int PixelStride = 10;
    private const int PanelTaps = 45;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            int end = frame.End(OutputHeight);
            for (int row = frame.Begin(OutputHeight); row < end; row++)
            {
                ref float line = ref Unsafe.Add(ref output, row * OutputWidth * Outputs);
                LastPanel128(ref input, row, ref Unsafe.Add(ref weights, Panels), ref weights, ref line);
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void LastPanel128(ref float input, int row, ref float panel, ref float bias, ref float output)
    {
        unchecked
        {
            int y = row * 2;
            int top = 0;
            int bottom = Math.Min(3, 4 - y);
            ref float b = ref panel;

            {
                ref float c = ref output;
                Clipped_2in0to1Tile128_2x5Of5(ref input, y, top, bottom, 0, ref b, ref bias, ref c);
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Clipped_2in0to1Tile128_2x5Of5(ref float input, int y, int top, int bottom, int x, ref float b, ref float bias, ref float c)
    {
        ref float panel = ref b;
        var bias0 = Vector128.LoadUnsafe(ref bias);
        var bias1 = Unsafe.Add(ref bias, 4);
        Vector128<float> c0_0 = bias0, c1_0 = bias0;
        float c0_1 = bias1, c1_1 = bias1;
        for (int ky = top; ky < bottom; ky++)
        {

            {
                ref float a = ref Unsafe.Add(ref input, ((y + ky) * InputWidth + x) * Inputs);
                b = ref Unsafe.Add(ref panel, ky * 3 * Inputs * 5);
                for (int k = 0; k < 2 * Inputs; k++)
                {
                    var b0 = Vector128.LoadUnsafe(ref b);
                    var b1 = Unsafe.Add(ref b, 4);
                    var a0_4 = Vector128.Create(a);
                    var a0_1 = a0_4.ToScalar();
                    c0_0 = MultiplyAdd(a0_4, b0, c0_0);
                    c0_1 = float.MultiplyAddEstimate(a0_1, b1, c0_1);
                    var a1_4 = Vector128.Create(Unsafe.Add(ref a, PixelStride));
                    var a1_1 = a1_4.ToScalar();
                    c1_0 = MultiplyAdd(a1_4, b0, c1_0);
                    c1_1 = float.MultiplyAddEstimate(a1_1, b1, c1_1);
                    a = ref Unsafe.Add(ref a, 1);
                    b = ref Unsafe.Add(ref b, 5);
                }
            }

            {
                ref float a = ref Unsafe.Add(ref input, ((y + ky) * InputWidth + x + 2) * Inputs);
                b = ref Unsafe.Add(ref panel, (ky * 3 + 2) * Inputs * 5);
                for (int k = 0; k < Inputs; k++)
                {
                    var a0_4 = Vector128.Create(a);
                    var a0_1 = a0_4.ToScalar();
                    c0_0 = MultiplyAdd(a0_4, Vector128.LoadUnsafe(ref b), c0_0);
                    c0_1 = float.MultiplyAddEstimate(a0_1, Unsafe.Add(ref b, 4), c0_1);
                    a = ref Unsafe.Add(ref a, 1);
                    b = ref Unsafe.Add(ref b, 5);
                }
            }
        }

        Relu(c0_0).StoreUnsafe(ref c);
        Unsafe.Add(ref c, 4) = Relu(c0_1);
        Relu(c1_0).StoreUnsafe(ref c, Outputs);
        Unsafe.Add(ref c, Outputs + 4) = Relu(c1_1);
    }
}
