// pointwise → mean: 4×4×5 → 264; 21,120 multiply-adds.
internal static class PooledPointwise_264_82c2c80247
{
    private const int Height = 4;
    private const int Width = 4;
    private const int Inputs = 5;
    private const int Panels = 272;
    private const int PanelWidth = 32;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            ref float pooled = ref frame.Scratch<float>(0); // [pixel][PanelWidth], one panel
            int end = frame.End(9);
            for (int panel = frame.Begin(9); panel < Math.Min(end, 8); panel++)
            {
                int n = panel * PanelWidth;
                for (int tile = 0; tile < 2; tile++)
                {
                    ref float a = ref Unsafe.Add(ref input, tile * 6 * Inputs);
                    ref float b = ref Unsafe.Add(ref weights, Panels + n * Inputs);
                    ref float bias = ref Unsafe.Add(ref weights, n);
                    ref float c = ref Unsafe.Add(ref pooled, tile * 6 * PanelWidth);
                    for (int lane = 0; lane < PanelWidth; lane += 8)
                    {
                        Tile128_6x8(ref a, PanelWidth, ref Unsafe.Add(ref b, lane), ref Unsafe.Add(ref bias, lane), ref Unsafe.Add(ref c, lane));
                    }
                }

                {
                    ref float a = ref Unsafe.Add(ref input, 12 * Inputs);
                    ref float b = ref Unsafe.Add(ref weights, Panels + n * Inputs);
                    ref float bias = ref Unsafe.Add(ref weights, n);
                    ref float c = ref Unsafe.Add(ref pooled, 12 * PanelWidth);
                    for (int lane = 0; lane < PanelWidth; lane += 8)
                    {
                        Tile128_4x8(ref a, PanelWidth, ref Unsafe.Add(ref b, lane), ref Unsafe.Add(ref bias, lane), ref Unsafe.Add(ref c, lane));
                    }
                }

                Mean128(ref pooled, ref Unsafe.Add(ref output, n), PanelWidth);
            }

            if (end == 9)
            {
                for (int tile = 0; tile < 2; tile++)
                {
                    ref float a = ref Unsafe.Add(ref input, tile * 6 * Inputs);
                    ref float b = ref Unsafe.Add(ref weights, Panels + 8 * PanelWidth * Inputs);
                    ref float bias = ref Unsafe.Add(ref weights, 8 * PanelWidth);
                    ref float c = ref Unsafe.Add(ref pooled, tile * 6 * PanelWidth);
                    Tile128_6x8(ref a, 8, ref b, ref bias, ref c);
                }

                {
                    ref float a = ref Unsafe.Add(ref input, 12 * Inputs);
                    ref float b = ref Unsafe.Add(ref weights, Panels + 8 * PanelWidth * Inputs);
                    ref float bias = ref Unsafe.Add(ref weights, 8 * PanelWidth);
                    ref float c = ref Unsafe.Add(ref pooled, 12 * PanelWidth);
                    Tile128_4x8(ref a, 8, ref b, ref bias, ref c);
                }

                Mean128(ref pooled, ref Unsafe.Add(ref output, 8 * PanelWidth), 8);
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Tile128_4x8(ref float a, nint panelWidth, ref float b, ref float bias, ref float c)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        var bias1 = Vector128.LoadUnsafe(ref bias, 4);
        Vector128<float> c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0;
        Vector128<float> c0_1 = bias1, c1_1 = bias1, c2_1 = bias1, c3_1 = bias1;
        for (int k = 0; k < Inputs; k++)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var b1 = Vector128.LoadUnsafe(ref b, 4);
            var a0_4 = Vector128.Create(a);
            c0_0 = MultiplyAdd(a0_4, b0, c0_0);
            c0_1 = MultiplyAdd(a0_4, b1, c0_1);
            var a1_4 = Vector128.Create(Unsafe.Add(ref a, Inputs));
            c1_0 = MultiplyAdd(a1_4, b0, c1_0);
            c1_1 = MultiplyAdd(a1_4, b1, c1_1);
            var a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Inputs));
            c2_0 = MultiplyAdd(a2_4, b0, c2_0);
            c2_1 = MultiplyAdd(a2_4, b1, c2_1);
            var a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Inputs));
            c3_0 = MultiplyAdd(a3_4, b0, c3_0);
            c3_1 = MultiplyAdd(a3_4, b1, c3_1);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, panelWidth);
        }

        Relu6(c0_0).StoreUnsafe(ref c);
        Relu6(c0_1).StoreUnsafe(ref c, 4);
        Relu6(c1_0).StoreUnsafe(ref c, PanelWidth);
        Relu6(c1_1).StoreUnsafe(ref c, PanelWidth + 4);
        Relu6(c2_0).StoreUnsafe(ref c, 2 * PanelWidth);
        Relu6(c2_1).StoreUnsafe(ref c, 2 * PanelWidth + 4);
        Relu6(c3_0).StoreUnsafe(ref c, 3 * PanelWidth);
        Relu6(c3_1).StoreUnsafe(ref c, 3 * PanelWidth + 4);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Tile128_6x8(ref float a, nint panelWidth, ref float b, ref float bias, ref float c)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        var bias1 = Vector128.LoadUnsafe(ref bias, 4);
        Vector128<float> c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0, c4_0 = bias0, c5_0 = bias0;
        Vector128<float> c0_1 = bias1, c1_1 = bias1, c2_1 = bias1, c3_1 = bias1, c4_1 = bias1, c5_1 = bias1;
        for (int k = 0; k < Inputs; k++)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var b1 = Vector128.LoadUnsafe(ref b, 4);
            var a0_4 = Vector128.Create(a);
            c0_0 = MultiplyAdd(a0_4, b0, c0_0);
            c0_1 = MultiplyAdd(a0_4, b1, c0_1);
            var a1_4 = Vector128.Create(Unsafe.Add(ref a, Inputs));
            c1_0 = MultiplyAdd(a1_4, b0, c1_0);
            c1_1 = MultiplyAdd(a1_4, b1, c1_1);
            var a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Inputs));
            c2_0 = MultiplyAdd(a2_4, b0, c2_0);
            c2_1 = MultiplyAdd(a2_4, b1, c2_1);
            var a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Inputs));
            c3_0 = MultiplyAdd(a3_4, b0, c3_0);
            c3_1 = MultiplyAdd(a3_4, b1, c3_1);
            var a4_4 = Vector128.Create(Unsafe.Add(ref a, 4 * Inputs));
            c4_0 = MultiplyAdd(a4_4, b0, c4_0);
            c4_1 = MultiplyAdd(a4_4, b1, c4_1);
            var a5_4 = Vector128.Create(Unsafe.Add(ref a, 5 * Inputs));
            c5_0 = MultiplyAdd(a5_4, b0, c5_0);
            c5_1 = MultiplyAdd(a5_4, b1, c5_1);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, panelWidth);
        }

        Relu6(c0_0).StoreUnsafe(ref c);
        Relu6(c0_1).StoreUnsafe(ref c, 4);
        Relu6(c1_0).StoreUnsafe(ref c, PanelWidth);
        Relu6(c1_1).StoreUnsafe(ref c, PanelWidth + 4);
        Relu6(c2_0).StoreUnsafe(ref c, 2 * PanelWidth);
        Relu6(c2_1).StoreUnsafe(ref c, 2 * PanelWidth + 4);
        Relu6(c3_0).StoreUnsafe(ref c, 3 * PanelWidth);
        Relu6(c3_1).StoreUnsafe(ref c, 3 * PanelWidth + 4);
        Relu6(c4_0).StoreUnsafe(ref c, 4 * PanelWidth);
        Relu6(c4_1).StoreUnsafe(ref c, 4 * PanelWidth + 4);
        Relu6(c5_0).StoreUnsafe(ref c, 5 * PanelWidth);
        Relu6(c5_1).StoreUnsafe(ref c, 5 * PanelWidth + 4);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Mean128(ref float input, ref float output, int channels)
    {
        unchecked
        {
            for (int i = 0; i < channels; i += 4)
            {
                var sum = Vector128.Create(0f);
                for (int y = 0; y < Height; y++)
                {
                    var row = Vector128.Create(0f);
                    for (int x = 0; x < Width; x++)
                    {
                        row += Vector128.LoadUnsafe(ref Unsafe.Add(ref input, (y * Width + x) * PanelWidth + i));
                    }

                    sum += row;
                }

                (sum / Vector128.Create((float)(Height * Width))).StoreUnsafe(ref Unsafe.Add(ref output, i));
            }
        }
    }
}
