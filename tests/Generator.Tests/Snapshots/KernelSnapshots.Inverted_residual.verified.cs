// inverted residual block with squeeze-and-excite: pointwise 12 relu6 → depthwise 3×3 12 padding 1,1,1,1 relu6 → dense 4 relu → dense 12 hardSigmoid → pointwise 5 → add: 4×4×5 + 4×4×5 → 4×4×5; 3,744 multiply-adds.
internal static class InvertedResidual_4x4x5_c87f79f8e5
{
    private const int InputWidth = 4;
    private const int Inputs = 5;
    private const int PixelStride = 5;
    private const int PanelTaps = 5;
    private const int ExpandPanels = 16;
    private const int RingWidth = 32;
    private const int RingRows = 4;
    private const int LineHeight = 4;
    private const int LineLength = 128;
    private const int PanelLength = 512;
    private const int Channels = 12;
    private const int Taps = 16;
    private const int OutputHeight = 4;
    private const int OutputWidth = 4;
    private const int Pitch = 32;
    private const int Sums = 512;
    private const int SumPitch = 16;
    private const int Mean = 576;
    private const int Excite1Inputs = 12;
    private const int Excite1Outputs = 4;
    private const int Excite1Panels = 16;
    private const int Excite1 = 592;
    private const int Excite2Inputs = 4;
    private const int Excite2Outputs = 12;
    private const int Excite2Panels = 16;
    private const int Excite2 = 608;
    private const int Outputs = 5;
    private const int ProjectPanels = 16;
    private const int PanelWidth = 32;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float residual, ref float output, ref float shared, ref float expand, ref float depthwise, ref float excite1, ref float excite2, ref float project)
    {
        unchecked
        {
            ref float ring = ref frame.Scratch<float>(0); // [row][pixel][RingWidth]
            ref float map = ref shared; // [pixel][Pitch]
            ref float sums = ref Unsafe.Add(ref map, Sums); // [row][SumPitch]
            int end = frame.End(1);
            if (end == 1)
            {
                LastExpand128(ref input, 0, ref Unsafe.Add(ref expand, ExpandPanels), ref expand, ref ring);
                for (int row = 0; row < OutputHeight; row++)
                {
                    Depthwise128(ref ring, row, ref depthwise, ref Unsafe.Add(ref map, row * OutputWidth * Pitch), ref Unsafe.Add(ref sums, row * SumPitch), 12);
                }
            }

            frame.SynchronizeWithinBlock();
            Squeeze128(in frame, ref Unsafe.Add(ref map, Sums), ref Unsafe.Add(ref map, Mean));
            frame.SynchronizeWithinBlock();
            MakeExcite1128(in frame, ref Unsafe.Add(ref map, Mean), ref Unsafe.Add(ref map, Excite1), ref excite1);
            frame.SynchronizeWithinBlock();
            MakeExcite2128(in frame, ref Unsafe.Add(ref map, Excite1), ref Unsafe.Add(ref map, Excite2), ref excite2);
            frame.SynchronizeWithinBlock();
            ref float gates = ref Unsafe.Add(ref map, Excite2);
            Project128(in frame, ref map, ref output, ref project, ref residual, ref gates);
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void LastExpand128(ref float input, int row, ref float panel, ref float bias, ref float output)
    {
        unchecked
        {
            ref float line = ref input;
            ref float b = ref panel;
            for (int tile = 0; tile < 2; tile++)
            {
                ref float c = ref Unsafe.Add(ref output, tile * 6 * RingWidth);
                ExpandTile128_6x8Of12(ref Unsafe.Add(ref line, tile * 6 * Inputs), ref b, ref bias, ref c);
                ExpandTile128_6x4Of12(ref Unsafe.Add(ref line, tile * 6 * Inputs), ref Unsafe.Add(ref b, 8), ref Unsafe.Add(ref bias, 8), ref Unsafe.Add(ref c, 8));
            }

            {
                ref float c = ref Unsafe.Add(ref output, 12 * RingWidth);
                ExpandTile128_4x8Of12(ref Unsafe.Add(ref line, 12 * Inputs), ref b, ref bias, ref c);
                ExpandTile128_4x4Of12(ref Unsafe.Add(ref line, 12 * Inputs), ref Unsafe.Add(ref b, 8), ref Unsafe.Add(ref bias, 8), ref Unsafe.Add(ref c, 8));
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void ExpandTile128_4x4Of12(ref float a, ref float b, ref float bias, ref float c)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        Vector128<float> c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0;
        for (int k = 0; k < Inputs; k++)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var a0_4 = Vector128.Create(a);
            c0_0 = MultiplyAdd(a0_4, b0, c0_0);
            var a1_4 = Vector128.Create(Unsafe.Add(ref a, Inputs));
            c1_0 = MultiplyAdd(a1_4, b0, c1_0);
            var a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Inputs));
            c2_0 = MultiplyAdd(a2_4, b0, c2_0);
            var a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Inputs));
            c3_0 = MultiplyAdd(a3_4, b0, c3_0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 12);
        }

        Relu6(c0_0).StoreUnsafe(ref c);
        Relu6(c1_0).StoreUnsafe(ref c, RingWidth);
        Relu6(c2_0).StoreUnsafe(ref c, 2 * RingWidth);
        Relu6(c3_0).StoreUnsafe(ref c, 3 * RingWidth);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void ExpandTile128_4x8Of12(ref float a, ref float b, ref float bias, ref float c)
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
            b = ref Unsafe.Add(ref b, 12);
        }

        Relu6(c0_0).StoreUnsafe(ref c);
        Relu6(c0_1).StoreUnsafe(ref c, 4);
        Relu6(c1_0).StoreUnsafe(ref c, RingWidth);
        Relu6(c1_1).StoreUnsafe(ref c, RingWidth + 4);
        Relu6(c2_0).StoreUnsafe(ref c, 2 * RingWidth);
        Relu6(c2_1).StoreUnsafe(ref c, 2 * RingWidth + 4);
        Relu6(c3_0).StoreUnsafe(ref c, 3 * RingWidth);
        Relu6(c3_1).StoreUnsafe(ref c, 3 * RingWidth + 4);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void ExpandTile128_6x4Of12(ref float a, ref float b, ref float bias, ref float c)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        Vector128<float> c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0, c4_0 = bias0, c5_0 = bias0;
        for (int k = 0; k < Inputs; k++)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var a0_4 = Vector128.Create(a);
            c0_0 = MultiplyAdd(a0_4, b0, c0_0);
            var a1_4 = Vector128.Create(Unsafe.Add(ref a, Inputs));
            c1_0 = MultiplyAdd(a1_4, b0, c1_0);
            var a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Inputs));
            c2_0 = MultiplyAdd(a2_4, b0, c2_0);
            var a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Inputs));
            c3_0 = MultiplyAdd(a3_4, b0, c3_0);
            var a4_4 = Vector128.Create(Unsafe.Add(ref a, 4 * Inputs));
            c4_0 = MultiplyAdd(a4_4, b0, c4_0);
            var a5_4 = Vector128.Create(Unsafe.Add(ref a, 5 * Inputs));
            c5_0 = MultiplyAdd(a5_4, b0, c5_0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 12);
        }

        Relu6(c0_0).StoreUnsafe(ref c);
        Relu6(c1_0).StoreUnsafe(ref c, RingWidth);
        Relu6(c2_0).StoreUnsafe(ref c, 2 * RingWidth);
        Relu6(c3_0).StoreUnsafe(ref c, 3 * RingWidth);
        Relu6(c4_0).StoreUnsafe(ref c, 4 * RingWidth);
        Relu6(c5_0).StoreUnsafe(ref c, 5 * RingWidth);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void ExpandTile128_6x8Of12(ref float a, ref float b, ref float bias, ref float c)
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
            b = ref Unsafe.Add(ref b, 12);
        }

        Relu6(c0_0).StoreUnsafe(ref c);
        Relu6(c0_1).StoreUnsafe(ref c, 4);
        Relu6(c1_0).StoreUnsafe(ref c, RingWidth);
        Relu6(c1_1).StoreUnsafe(ref c, RingWidth + 4);
        Relu6(c2_0).StoreUnsafe(ref c, 2 * RingWidth);
        Relu6(c2_1).StoreUnsafe(ref c, 2 * RingWidth + 4);
        Relu6(c3_0).StoreUnsafe(ref c, 3 * RingWidth);
        Relu6(c3_1).StoreUnsafe(ref c, 3 * RingWidth + 4);
        Relu6(c4_0).StoreUnsafe(ref c, 4 * RingWidth);
        Relu6(c4_1).StoreUnsafe(ref c, 4 * RingWidth + 4);
        Relu6(c5_0).StoreUnsafe(ref c, 5 * RingWidth);
        Relu6(c5_1).StoreUnsafe(ref c, 5 * RingWidth + 4);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Depthwise128(ref float input, int row, ref float weights, ref float output, ref float sums, int channels)
    {
        unchecked
        {
            int y = row - 1;
            int top = Math.Max(0, -y);
            int bottom = Math.Min(3, 4 - y);
            for (int i = 0; i < channels; i += 4)
            {
                var bias = Vector128.LoadUnsafe(ref Unsafe.Add(ref weights, i));
                var sum = Vector128.Create(0f);

                {
                    Vector128<float> sum0 = bias, sum1 = bias, sum2 = bias, sum3 = bias;
                    for (int ky = top; ky < bottom; ky++)
                    {
                        ref float a = ref Unsafe.Add(ref input, (y + ky) * LineLength + i);
                        ref float tap = ref Unsafe.Add(ref weights, Taps + ky * 3 * Channels + i);
                        var tap0 = Vector128.LoadUnsafe(ref tap);
                        var tap1 = Vector128.LoadUnsafe(ref tap, Channels);
                        var tap2 = Vector128.LoadUnsafe(ref tap, 2 * Channels);
                        var a1 = Vector128.LoadUnsafe(ref a);
                        sum0 = MultiplyAdd(a1, tap1, sum0);
                        sum1 = MultiplyAdd(a1, tap0, sum1);
                        var a2 = Vector128.LoadUnsafe(ref a, RingWidth);
                        sum0 = MultiplyAdd(a2, tap2, sum0);
                        sum1 = MultiplyAdd(a2, tap1, sum1);
                        sum2 = MultiplyAdd(a2, tap0, sum2);
                        var a3 = Vector128.LoadUnsafe(ref a, 2 * RingWidth);
                        sum1 = MultiplyAdd(a3, tap2, sum1);
                        sum2 = MultiplyAdd(a3, tap1, sum2);
                        sum3 = MultiplyAdd(a3, tap0, sum3);
                        var a4 = Vector128.LoadUnsafe(ref a, 3 * RingWidth);
                        sum2 = MultiplyAdd(a4, tap2, sum2);
                        sum3 = MultiplyAdd(a4, tap1, sum3);
                    }

                    ref float c = ref Unsafe.Add(ref output, i);
                    var value0 = Relu6(sum0);
                    value0.StoreUnsafe(ref c);
                    sum += value0;
                    var value1 = Relu6(sum1);
                    value1.StoreUnsafe(ref c, Pitch);
                    sum += value1;
                    var value2 = Relu6(sum2);
                    value2.StoreUnsafe(ref c, 2 * Pitch);
                    sum += value2;
                    var value3 = Relu6(sum3);
                    value3.StoreUnsafe(ref c, 3 * Pitch);
                    sum += value3;
                }

                sum.StoreUnsafe(ref Unsafe.Add(ref sums, i));
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Squeeze128(in Frame frame, ref float sums, ref float mean)
    {
        unchecked
        {
            int end = frame.End(0) * 16;
            for (int i = frame.Begin(0) * 16; i < end; i += 4)
            {
                var sum = Vector128.Create(0f);
                for (int y = 0; y < OutputHeight; y++)
                {
                    sum += Vector128.LoadUnsafe(ref Unsafe.Add(ref sums, y * SumPitch + i));
                }

                (sum / Vector128.Create((float)(OutputHeight * OutputWidth))).StoreUnsafe(ref Unsafe.Add(ref mean, i));
            }

            if (frame.Worker == frame.Workers - 1)
            {
                for (int i = 0; i < 12; i += 4)
                {
                    var sum = Vector128.Create(0f);
                    for (int y = 0; y < OutputHeight; y++)
                    {
                        sum += Vector128.LoadUnsafe(ref Unsafe.Add(ref sums, y * SumPitch + i));
                    }

                    (sum / Vector128.Create((float)(OutputHeight * OutputWidth))).StoreUnsafe(ref Unsafe.Add(ref mean, i));
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void MakeExcite1128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            int end = frame.End(1);
            if (end == 1)
            {
                {
                    ref float a = ref input;
                    ref float b = ref Unsafe.Add(ref weights, Excite1Panels);
                    ref float bias = ref weights;
                    ref float c = ref output;
                    Excite1Tile128_1x4Of4(ref a, ref b, ref bias, ref c);
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Excite1Tile128_1x4Of4(ref float a, ref float b, ref float bias, ref float c)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        Vector128<float> c0_0 = bias0;
        for (int k = 0; k < Excite1Inputs; k++)
        {
            var a0_4 = Vector128.Create(a);
            c0_0 = MultiplyAdd(a0_4, Vector128.LoadUnsafe(ref b), c0_0);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 4);
        }

        Relu(c0_0).StoreUnsafe(ref c);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void MakeExcite2128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            int end = frame.End(1);
            if (end == 1)
            {
                {
                    ref float a = ref input;
                    ref float b = ref Unsafe.Add(ref weights, Excite2Panels);
                    ref float bias = ref weights;
                    ref float c = ref output;
                    Excite2Tile128_1x12Of12(ref a, ref b, ref bias, ref c);
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Excite2Tile128_1x12Of12(ref float a, ref float b, ref float bias, ref float c)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        var bias1 = Vector128.LoadUnsafe(ref bias, 4);
        var bias2 = Vector128.LoadUnsafe(ref bias, 8);
        Vector128<float> c0_0 = bias0;
        Vector128<float> c0_1 = bias1;
        Vector128<float> c0_2 = bias2;
        for (int k = 0; k < Excite2Inputs; k++)
        {
            var a0_4 = Vector128.Create(a);
            c0_0 = MultiplyAdd(a0_4, Vector128.LoadUnsafe(ref b), c0_0);
            c0_1 = MultiplyAdd(a0_4, Vector128.LoadUnsafe(ref b, 4), c0_1);
            c0_2 = MultiplyAdd(a0_4, Vector128.LoadUnsafe(ref b, 8), c0_2);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 12);
        }

        HardSigmoid(c0_0).StoreUnsafe(ref c);
        HardSigmoid(c0_1).StoreUnsafe(ref c, 4);
        HardSigmoid(c0_2).StoreUnsafe(ref c, 8);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Scale128(ref float pixels, int count, ref float gates)
    {
        unchecked
        {
            for (int pixel = 0; pixel < count; pixel++)
            {
                ref float c = ref Unsafe.Add(ref pixels, pixel * Pitch);
                for (int i = 0; i < 12; i += 4)
                {
                    (Vector128.LoadUnsafe(ref Unsafe.Add(ref c, i)) * Vector128.LoadUnsafe(ref Unsafe.Add(ref gates, i))).StoreUnsafe(ref Unsafe.Add(ref c, i));
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Project128(in Frame frame, ref float input, ref float output, ref float weights, ref float residual, ref float gates)
    {
        unchecked
        {
            int end = frame.End(3);
            for (int tile = frame.Begin(3); tile < Math.Min(end, 2); tile++)
            {
                Scale128(ref Unsafe.Add(ref input, tile * 6 * Pitch), 6, ref gates);
                ref float a = ref Unsafe.Add(ref input, tile * 6 * Pitch);
                ref float row = ref Unsafe.Add(ref output, tile * 6 * Outputs);
                ref float addend = ref Unsafe.Add(ref residual, tile * 6 * Outputs);

                {
                    ref float b = ref Unsafe.Add(ref weights, ProjectPanels);
                    ref float bias = ref weights;
                    ref float c = ref row;
                    ref float r = ref addend;
                    ProjectTile128_6x5Of5(ref a, ref b, ref bias, ref c, ref r);
                }
            }

            if (end == 3)
            {
                Scale128(ref Unsafe.Add(ref input, 12 * Pitch), 4, ref gates);
                ref float a = ref Unsafe.Add(ref input, 12 * Pitch);
                ref float row = ref Unsafe.Add(ref output, 12 * Outputs);
                ref float addend = ref Unsafe.Add(ref residual, 12 * Outputs);

                {
                    ref float b = ref Unsafe.Add(ref weights, ProjectPanels);
                    ref float bias = ref weights;
                    ref float c = ref row;
                    ref float r = ref addend;
                    ProjectTile128_4x5Of5(ref a, ref b, ref bias, ref c, ref r);
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void ProjectTile128_4x5Of5(ref float a, ref float b, ref float bias, ref float c, ref float r)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        var bias1 = Unsafe.Add(ref bias, 4);
        Vector128<float> c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0;
        float c0_1 = bias1, c1_1 = bias1, c2_1 = bias1, c3_1 = bias1;
        for (int k = 0; k < Channels; k++)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var b1 = Unsafe.Add(ref b, 4);
            var a0_4 = Vector128.Create(a);
            var a0_1 = a0_4.ToScalar();
            c0_0 = MultiplyAdd(a0_4, b0, c0_0);
            c0_1 = float.MultiplyAddEstimate(a0_1, b1, c0_1);
            var a1_4 = Vector128.Create(Unsafe.Add(ref a, Pitch));
            var a1_1 = a1_4.ToScalar();
            c1_0 = MultiplyAdd(a1_4, b0, c1_0);
            c1_1 = float.MultiplyAddEstimate(a1_1, b1, c1_1);
            var a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Pitch));
            var a2_1 = a2_4.ToScalar();
            c2_0 = MultiplyAdd(a2_4, b0, c2_0);
            c2_1 = float.MultiplyAddEstimate(a2_1, b1, c2_1);
            var a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Pitch));
            var a3_1 = a3_4.ToScalar();
            c3_0 = MultiplyAdd(a3_4, b0, c3_0);
            c3_1 = float.MultiplyAddEstimate(a3_1, b1, c3_1);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 5);
        }

        (c0_0 + Vector128.LoadUnsafe(ref r)).StoreUnsafe(ref c);
        Unsafe.Add(ref c, 4) = c0_1 + Unsafe.Add(ref r, 4);
        (c1_0 + Vector128.LoadUnsafe(ref r, Outputs)).StoreUnsafe(ref c, Outputs);
        Unsafe.Add(ref c, Outputs + 4) = c1_1 + Unsafe.Add(ref r, Outputs + 4);
        (c2_0 + Vector128.LoadUnsafe(ref r, 2 * Outputs)).StoreUnsafe(ref c, 2 * Outputs);
        Unsafe.Add(ref c, 2 * Outputs + 4) = c2_1 + Unsafe.Add(ref r, 2 * Outputs + 4);
        (c3_0 + Vector128.LoadUnsafe(ref r, 3 * Outputs)).StoreUnsafe(ref c, 3 * Outputs);
        Unsafe.Add(ref c, 3 * Outputs + 4) = c3_1 + Unsafe.Add(ref r, 3 * Outputs + 4);
    }

    [MethodImpl(AggressiveOptimization)]
    private static void ProjectTile128_6x5Of5(ref float a, ref float b, ref float bias, ref float c, ref float r)
    {
        var bias0 = Vector128.LoadUnsafe(ref bias);
        var bias1 = Unsafe.Add(ref bias, 4);
        Vector128<float> c0_0 = bias0, c1_0 = bias0, c2_0 = bias0, c3_0 = bias0, c4_0 = bias0, c5_0 = bias0;
        float c0_1 = bias1, c1_1 = bias1, c2_1 = bias1, c3_1 = bias1, c4_1 = bias1, c5_1 = bias1;
        for (int k = 0; k < Channels; k++)
        {
            var b0 = Vector128.LoadUnsafe(ref b);
            var b1 = Unsafe.Add(ref b, 4);
            var a0_4 = Vector128.Create(a);
            var a0_1 = a0_4.ToScalar();
            c0_0 = MultiplyAdd(a0_4, b0, c0_0);
            c0_1 = float.MultiplyAddEstimate(a0_1, b1, c0_1);
            var a1_4 = Vector128.Create(Unsafe.Add(ref a, Pitch));
            var a1_1 = a1_4.ToScalar();
            c1_0 = MultiplyAdd(a1_4, b0, c1_0);
            c1_1 = float.MultiplyAddEstimate(a1_1, b1, c1_1);
            var a2_4 = Vector128.Create(Unsafe.Add(ref a, 2 * Pitch));
            var a2_1 = a2_4.ToScalar();
            c2_0 = MultiplyAdd(a2_4, b0, c2_0);
            c2_1 = float.MultiplyAddEstimate(a2_1, b1, c2_1);
            var a3_4 = Vector128.Create(Unsafe.Add(ref a, 3 * Pitch));
            var a3_1 = a3_4.ToScalar();
            c3_0 = MultiplyAdd(a3_4, b0, c3_0);
            c3_1 = float.MultiplyAddEstimate(a3_1, b1, c3_1);
            var a4_4 = Vector128.Create(Unsafe.Add(ref a, 4 * Pitch));
            var a4_1 = a4_4.ToScalar();
            c4_0 = MultiplyAdd(a4_4, b0, c4_0);
            c4_1 = float.MultiplyAddEstimate(a4_1, b1, c4_1);
            var a5_4 = Vector128.Create(Unsafe.Add(ref a, 5 * Pitch));
            var a5_1 = a5_4.ToScalar();
            c5_0 = MultiplyAdd(a5_4, b0, c5_0);
            c5_1 = float.MultiplyAddEstimate(a5_1, b1, c5_1);
            a = ref Unsafe.Add(ref a, 1);
            b = ref Unsafe.Add(ref b, 5);
        }

        (c0_0 + Vector128.LoadUnsafe(ref r)).StoreUnsafe(ref c);
        Unsafe.Add(ref c, 4) = c0_1 + Unsafe.Add(ref r, 4);
        (c1_0 + Vector128.LoadUnsafe(ref r, Outputs)).StoreUnsafe(ref c, Outputs);
        Unsafe.Add(ref c, Outputs + 4) = c1_1 + Unsafe.Add(ref r, Outputs + 4);
        (c2_0 + Vector128.LoadUnsafe(ref r, 2 * Outputs)).StoreUnsafe(ref c, 2 * Outputs);
        Unsafe.Add(ref c, 2 * Outputs + 4) = c2_1 + Unsafe.Add(ref r, 2 * Outputs + 4);
        (c3_0 + Vector128.LoadUnsafe(ref r, 3 * Outputs)).StoreUnsafe(ref c, 3 * Outputs);
        Unsafe.Add(ref c, 3 * Outputs + 4) = c3_1 + Unsafe.Add(ref r, 3 * Outputs + 4);
        (c4_0 + Vector128.LoadUnsafe(ref r, 4 * Outputs)).StoreUnsafe(ref c, 4 * Outputs);
        Unsafe.Add(ref c, 4 * Outputs + 4) = c4_1 + Unsafe.Add(ref r, 4 * Outputs + 4);
        (c5_0 + Vector128.LoadUnsafe(ref r, 5 * Outputs)).StoreUnsafe(ref c, 5 * Outputs);
        Unsafe.Add(ref c, 5 * Outputs + 4) = c5_1 + Unsafe.Add(ref r, 5 * Outputs + 4);
    }
}
