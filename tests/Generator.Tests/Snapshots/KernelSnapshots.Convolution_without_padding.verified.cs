// conv 2×1, valid: 4×4×5 → 3×4×4; 480 multiply-adds.
internal static class Conv_3x4x4_9e3a46f6e1
{
    private const int Inputs = 5;
    private const int Outputs = 4;
    private const int Panels = 16;
    private const int PanelWidth = 32;
    private const int InputWidth = 4;
    private const int OutputHeight = 3;
    private const int OutputWidth = 4;
    private const int PixelStride = 5;
    private const int PanelTaps = 10;

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
            int y = row;
            int top = 0;
            int bottom = 2;
            ref float b = ref panel;

            {
                ref float c = ref output;
                Tile128_4x4Of4(ref input, y, top, bottom, 0, ref b, ref bias, ref c);
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Tile128_4x4Of4(ref float input, int y, int top, int bottom, int x, ref float b, ref float bias, ref float c)
    {
        ref float panel = ref b;
        var bias0 = Vector128.LoadUnsafe(ref bias);
        Vector128<float> c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0;
        for (int ky = top; ky < bottom; ky++)
        {

            {
                ref float a = ref Unsafe.Add(ref input, ((y + ky) * InputWidth + x) * Inputs);
                b = ref Unsafe.Add(ref panel, ky * Inputs * 4);
                for (int k = 0; k < Inputs; k++)
                {
                    var b0 = Vector128.LoadUnsafe(ref b);
                    var a0_4 = Vector128.Create(a);
                    c0_0 = MultiplyAdd(a0_4, b0, c0_0);
                    var a1_4 = Vector128.Create(Unsafe.Add(ref a, PixelStride));
                    c1_0 = MultiplyAdd(a1_4, b0, c1_0);
                    var a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * PixelStride));
                    c2_0 = MultiplyAdd(a2_4, b0, c2_0);
                    var a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * PixelStride));
                    c3_0 = MultiplyAdd(a3_4, b0, c3_0);
                    a = ref Unsafe.Add(ref a, 1);
                    b = ref Unsafe.Add(ref b, 4);
                }
            }
        }

        c0_0.StoreUnsafe(ref c);
        c1_0.StoreUnsafe(ref c, Outputs);
        c2_0.StoreUnsafe(ref c, 2 * Outputs);
        c3_0.StoreUnsafe(ref c, 3 * Outputs);
    }
}
