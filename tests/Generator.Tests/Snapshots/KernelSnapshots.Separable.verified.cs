// depthwise separable block: depthwise 3×3 5 padding 1,1,1,1 relu → pointwise 4 relu: 4×4×5 → 4×4×4; 1,040 multiply-adds.
internal static class Separable_4x4x4_7d0e3987a1
{
    private const int InputWidth = 4;
    private const int Channels = 5;
    private const int Taps = 16;
    private const int OutputHeight = 4;
    private const int OutputWidth = 4;
    private const int Pitch = 32;
    private const int Outputs = 4;
    private const int ProjectPanels = 16;
    private const int PanelWidth = 32;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output, ref float shared, ref float depthwise, ref float project)
    {
        unchecked
        {
            ref float map = ref shared; // [pixel][Pitch]
            int end = frame.End(1);
            if (end == 1)
            {
                for (int row = 0; row < OutputHeight; row++)
                {
                    Depthwise128(ref input, row, ref depthwise, ref Unsafe.Add(ref map, row * OutputWidth * Pitch), 4);
                    DepthwiseScalar(ref Unsafe.Add(ref input, 4), row, ref Unsafe.Add(ref depthwise, 4), ref Unsafe.Add(ref map, row * OutputWidth * Pitch + 4), 1);
                }
            }

            frame.SynchronizeWithinBlock();
            Project128(in frame, ref map, ref output, ref project);
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Depthwise128(ref float input, int row, ref float weights, ref float output, int channels)
    {
        unchecked
        {
            int y = row - 1;
            int top = Math.Max(0, -y);
            int bottom = Math.Min(3, 4 - y);
            for (int i = 0; i < channels; i += 4)
            {
                var bias = Vector128.LoadUnsafe(ref Unsafe.Add(ref weights, i));

                {
                    Vector128<float> sum0 = bias, sum1 = bias, sum2 = bias, sum3 = bias;
                    for (int ky = top; ky < bottom; ky++)
                    {
                        ref float a = ref Unsafe.Add(ref input, (y + ky) * InputWidth * Channels + i);
                        ref float tap = ref Unsafe.Add(ref weights, Taps + ky * 3 * Channels + i);
                        var tap0 = Vector128.LoadUnsafe(ref tap);
                        var tap1 = Vector128.LoadUnsafe(ref tap, Channels);
                        var tap2 = Vector128.LoadUnsafe(ref tap, 2 * Channels);
                        var a1 = Vector128.LoadUnsafe(ref a);
                        sum0 = MultiplyAdd(a1, tap1, sum0);
                        sum1 = MultiplyAdd(a1, tap0, sum1);
                        var a2 = Vector128.LoadUnsafe(ref a, Channels);
                        sum0 = MultiplyAdd(a2, tap2, sum0);
                        sum1 = MultiplyAdd(a2, tap1, sum1);
                        sum2 = MultiplyAdd(a2, tap0, sum2);
                        var a3 = Vector128.LoadUnsafe(ref a, 2 * Channels);
                        sum1 = MultiplyAdd(a3, tap2, sum1);
                        sum2 = MultiplyAdd(a3, tap1, sum2);
                        sum3 = MultiplyAdd(a3, tap0, sum3);
                        var a4 = Vector128.LoadUnsafe(ref a, 3 * Channels);
                        sum2 = MultiplyAdd(a4, tap2, sum2);
                        sum3 = MultiplyAdd(a4, tap1, sum3);
                    }

                    ref float c = ref Unsafe.Add(ref output, i);
                    Relu(sum0).StoreUnsafe(ref c);
                    Relu(sum1).StoreUnsafe(ref c, Pitch);
                    Relu(sum2).StoreUnsafe(ref c, 2 * Pitch);
                    Relu(sum3).StoreUnsafe(ref c, 3 * Pitch);
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Project128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            int end = frame.End(3);
            for (int tile = frame.Begin(3); tile < Math.Min(end, 2); tile++)
            {
                ref float a = ref Unsafe.Add(ref input, tile * 6 * Pitch);
                ref float row = ref Unsafe.Add(ref output, tile * 6 * Outputs);

                {
                    ref float b = ref Unsafe.Add(ref weights, ProjectPanels);
                    ref float bias = ref weights;
                    ref float c = ref row;
                    ProjectTile128_6x4Of4(ref a, ref b, ref bias, ref c);
                }
            }

            if (end == 3)
            {
                ref float a = ref Unsafe.Add(ref input, 12 * Pitch);
                ref float row = ref Unsafe.Add(ref output, 12 * Outputs);

                {
                    ref float b = ref Unsafe.Add(ref weights, ProjectPanels);
                    ref float bias = ref weights;
                    ref float c = ref row;
                    ProjectTile128_4x4Of4(ref a, ref b, ref bias, ref c);
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void ProjectTile128_4x4Of4(ref float a, ref float b, ref float bias, ref float c)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        Vector128<float> c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0;
        for (int k = 0; k < Channels; k++)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var a0_4 = Vector128.Create(a);
            c0_0 = MultiplyAdd(a0_4, b0, c0_0);
            var a1_4 = Vector128.Create(Unsafe.Add(ref a, Pitch));
            c1_0 = MultiplyAdd(a1_4, b0, c1_0);
            var a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Pitch));
            c2_0 = MultiplyAdd(a2_4, b0, c2_0);
            var a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Pitch));
            c3_0 = MultiplyAdd(a3_4, b0, c3_0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 4);
        }

        Relu(c0_0).StoreUnsafe(ref c);
        Relu(c1_0).StoreUnsafe(ref c, Outputs);
        Relu(c2_0).StoreUnsafe(ref c, 2 * Outputs);
        Relu(c3_0).StoreUnsafe(ref c, 3 * Outputs);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void ProjectTile128_6x4Of4(ref float a, ref float b, ref float bias, ref float c)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        Vector128<float> c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0, c4_0 = bias0, c5_0 = bias0;
        for (int k = 0; k < Channels; k++)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var a0_4 = Vector128.Create(a);
            c0_0 = MultiplyAdd(a0_4, b0, c0_0);
            var a1_4 = Vector128.Create(Unsafe.Add(ref a, Pitch));
            c1_0 = MultiplyAdd(a1_4, b0, c1_0);
            var a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Pitch));
            c2_0 = MultiplyAdd(a2_4, b0, c2_0);
            var a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Pitch));
            c3_0 = MultiplyAdd(a3_4, b0, c3_0);
            var a4_4 = Vector128.Create(Unsafe.Add(ref a, 4 * Pitch));
            c4_0 = MultiplyAdd(a4_4, b0, c4_0);
            var a5_4 = Vector128.Create(Unsafe.Add(ref a, 5 * Pitch));
            c5_0 = MultiplyAdd(a5_4, b0, c5_0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 4);
        }

        Relu(c0_0).StoreUnsafe(ref c);
        Relu(c1_0).StoreUnsafe(ref c, Outputs);
        Relu(c2_0).StoreUnsafe(ref c, 2 * Outputs);
        Relu(c3_0).StoreUnsafe(ref c, 3 * Outputs);
        Relu(c4_0).StoreUnsafe(ref c, 4 * Outputs);
        Relu(c5_0).StoreUnsafe(ref c, 5 * Outputs);
    }
}
