// pointwise, relu6: 4×4×5 → 4×4×5; 400 multiply-adds.
internal static class Pointwise_4x4x5_29a679549e
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
            int end = frame.End(3);
            for (int tile = frame.Begin(3); tile < Math.Min(end, 2); tile++)
            {
                ref float a = ref Unsafe.Add(ref input, tile * 6 * Inputs);
                ref float row = ref Unsafe.Add(ref output, tile * 6 * Outputs);

                {
                    ref float b = ref Unsafe.Add(ref weights, Panels);
                    ref float bias = ref weights;
                    ref float c = ref row;
                    Tile128_6x5Of5(ref a, ref b, ref bias, ref c);
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
                    Tile128_4x5Of5(ref a, ref b, ref bias, ref c);
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Tile128_4x5Of5(ref float a, ref float b, ref float bias, ref float c)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        var bias1 = Unsafe.Add(ref bias, 4);
        Vector128<float> c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0;
        float c0_1 = bias1, c1_1 = bias1, c2_1 = bias1, c3_1 = bias1;
        for (int k = 0; k < Inputs; k++)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var b1 = Unsafe.Add(ref b, 4);
            var a0_4 = Vector128.Create(a);
            var a0_1 = a0_4.ToScalar();
            c0_0 = MultiplyAdd(a0_4, b0, c0_0);
            c0_1 = float.MultiplyAddEstimate(a0_1, b1, c0_1);
            var a1_4 = Vector128.Create(Unsafe.Add(ref a, Inputs));
            var a1_1 = a1_4.ToScalar();
            c1_0 = MultiplyAdd(a1_4, b0, c1_0);
            c1_1 = float.MultiplyAddEstimate(a1_1, b1, c1_1);
            var a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Inputs));
            var a2_1 = a2_4.ToScalar();
            c2_0 = MultiplyAdd(a2_4, b0, c2_0);
            c2_1 = float.MultiplyAddEstimate(a2_1, b1, c2_1);
            var a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Inputs));
            var a3_1 = a3_4.ToScalar();
            c3_0 = MultiplyAdd(a3_4, b0, c3_0);
            c3_1 = float.MultiplyAddEstimate(a3_1, b1, c3_1);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 5);
        }

        Relu6(c0_0).StoreUnsafe(ref c);
        Unsafe.Add(ref c, 4) = Relu6(c0_1);
        Relu6(c1_0).StoreUnsafe(ref c, Outputs);
        Unsafe.Add(ref c, Outputs + 4) = Relu6(c1_1);
        Relu6(c2_0).StoreUnsafe(ref c, 2 * Outputs);
        Unsafe.Add(ref c, 2 * Outputs + 4) = Relu6(c2_1);
        Relu6(c3_0).StoreUnsafe(ref c, 3 * Outputs);
        Unsafe.Add(ref c, 3 * Outputs + 4) = Relu6(c3_1);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Tile128_6x5Of5(ref float a, ref float b, ref float bias, ref float c)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        var bias1 = Unsafe.Add(ref bias, 4);
        Vector128<float> c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0, c4_0 = bias0, c5_0 = bias0;
        float c0_1 = bias1, c1_1 = bias1, c2_1 = bias1, c3_1 = bias1, c4_1 = bias1, c5_1 = bias1;
        for (int k = 0; k < Inputs; k++)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var b1 = Unsafe.Add(ref b, 4);
            var a0_4 = Vector128.Create(a);
            var a0_1 = a0_4.ToScalar();
            c0_0 = MultiplyAdd(a0_4, b0, c0_0);
            c0_1 = float.MultiplyAddEstimate(a0_1, b1, c0_1);
            var a1_4 = Vector128.Create(Unsafe.Add(ref a, Inputs));
            var a1_1 = a1_4.ToScalar();
            c1_0 = MultiplyAdd(a1_4, b0, c1_0);
            c1_1 = float.MultiplyAddEstimate(a1_1, b1, c1_1);
            var a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Inputs));
            var a2_1 = a2_4.ToScalar();
            c2_0 = MultiplyAdd(a2_4, b0, c2_0);
            c2_1 = float.MultiplyAddEstimate(a2_1, b1, c2_1);
            var a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Inputs));
            var a3_1 = a3_4.ToScalar();
            c3_0 = MultiplyAdd(a3_4, b0, c3_0);
            c3_1 = float.MultiplyAddEstimate(a3_1, b1, c3_1);
            var a4_4 = Vector128.Create(Unsafe.Add(ref a, 4 * Inputs));
            var a4_1 = a4_4.ToScalar();
            c4_0 = MultiplyAdd(a4_4, b0, c4_0);
            c4_1 = float.MultiplyAddEstimate(a4_1, b1, c4_1);
            var a5_4 = Vector128.Create(Unsafe.Add(ref a, 5 * Inputs));
            var a5_1 = a5_4.ToScalar();
            c5_0 = MultiplyAdd(a5_4, b0, c5_0);
            c5_1 = float.MultiplyAddEstimate(a5_1, b1, c5_1);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 5);
        }

        Relu6(c0_0).StoreUnsafe(ref c);
        Unsafe.Add(ref c, 4) = Relu6(c0_1);
        Relu6(c1_0).StoreUnsafe(ref c, Outputs);
        Unsafe.Add(ref c, Outputs + 4) = Relu6(c1_1);
        Relu6(c2_0).StoreUnsafe(ref c, 2 * Outputs);
        Unsafe.Add(ref c, 2 * Outputs + 4) = Relu6(c2_1);
        Relu6(c3_0).StoreUnsafe(ref c, 3 * Outputs);
        Unsafe.Add(ref c, 3 * Outputs + 4) = Relu6(c3_1);
        Relu6(c4_0).StoreUnsafe(ref c, 4 * Outputs);
        Unsafe.Add(ref c, 4 * Outputs + 4) = Relu6(c4_1);
        Relu6(c5_0).StoreUnsafe(ref c, 5 * Outputs);
        Unsafe.Add(ref c, 5 * Outputs + 4) = Relu6(c5_1);
    }
}
