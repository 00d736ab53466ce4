// convTranspose 3×3 /2, valid, relu: 4×4×5 → 8×8×5; 3,600 multiply-adds.
internal static class ConvTranspose_8x8x5_068f86916e
{
    private const int InputHeight = 4;
    private const int InputWidth = 4;
    private const int Inputs = 5;
    private const int OutputHeight = 8;
    private const int OutputWidth = 8;
    private const int Outputs = 5;
    private const int StrideHeight = 2;
    private const int StrideWidth = 2;
    private const int Groups = 1;
    private const int GroupInputs = 5;
    private const int GroupOutputs = 5;
    private const int Taps = 16;

    private static ReadOnlySpan<int> FirstRowTap => [0, 1];
    private static ReadOnlySpan<int> FirstColumnTap => [0, 1];
    private static ReadOnlySpan<int> InteriorFirst => [2, 1];
    private static ReadOnlySpan<int> TilesEnd => [2, 9];

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            int end = frame.End(OutputHeight);
            for (int row = frame.Begin(OutputHeight); row < end; row++)
            {
                ref float line = ref Unsafe.Add(ref output, row * OutputWidth * Outputs);
                for (int phase = 0; phase < StrideWidth; phase++)
                {
                    int column = phase;
                    for (; column < InteriorFirst[phase]; column += StrideWidth)
                    {
                        Pixel128(ref input, ref weights, ref Unsafe.Add(ref line, column * Outputs), row, column);
                    }

                    for (; column < TilesEnd[phase]; column += 4 * StrideWidth)
                    {
                        Pixels128(ref input, ref weights, ref Unsafe.Add(ref line, column * Outputs), row, column);
                    }

                    for (; column < OutputWidth; column += StrideWidth)
                    {
                        Pixel128(ref input, ref weights, ref Unsafe.Add(ref line, column * Outputs), row, column);
                    }
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Pixel128(ref float input, ref float weights, ref float c, int y, int x)
    {
        unchecked
        {
            for (int group = 0; group < Groups; group++)
            {
                ref float from = ref Unsafe.Add(ref input, group * GroupInputs);
                ref float bias = ref Unsafe.Add(ref weights, group * GroupOutputs);
                ref float to = ref Unsafe.Add(ref c, group * GroupOutputs);
                {
                    var sum0 = Vector128.LoadUnsafe(ref bias);
                    for (int ky = FirstRowTap[y % StrideHeight]; ky < 3; ky += 2)
                    {
                        int inputRow = (y - ky) / StrideHeight;
                        if ((uint)inputRow >= InputHeight)
                        {
                            continue;
                        }

                        for (int kx = FirstColumnTap[x % StrideWidth]; kx < 3; kx += 2)
                        {
                            int inputColumn = (x - kx) / StrideWidth;
                            if ((uint)inputColumn >= InputWidth)
                            {
                                continue;
                            }

                            ref float a = ref Unsafe.Add(ref from, (inputRow * InputWidth + inputColumn) * Inputs);
                            ref float tap = ref Unsafe.Add(ref bias, Taps + (ky * 3 + kx) * GroupInputs * Outputs);
                            for (int k = 0; k < GroupInputs; k++)
                            {
                                var b = Vector128.LoadUnsafe(ref Unsafe.Add(ref tap, k * Outputs));
                                sum0 = MultiplyAdd(Vector128.Create(Unsafe.Add(ref a, k)), b, sum0);
                            }
                        }
                    }

                    Relu(sum0).StoreUnsafe(ref to);
                }

                {
                    var sum0 = Unsafe.Add(ref bias, 4);
                    for (int ky = FirstRowTap[y % StrideHeight]; ky < 3; ky += 2)
                    {
                        int inputRow = (y - ky) / StrideHeight;
                        if ((uint)inputRow >= InputHeight)
                        {
                            continue;
                        }

                        for (int kx = FirstColumnTap[x % StrideWidth]; kx < 3; kx += 2)
                        {
                            int inputColumn = (x - kx) / StrideWidth;
                            if ((uint)inputColumn >= InputWidth)
                            {
                                continue;
                            }

                            ref float a = ref Unsafe.Add(ref from, (inputRow * InputWidth + inputColumn) * Inputs);
                            ref float tap = ref Unsafe.Add(ref bias, Taps + (ky * 3 + kx) * GroupInputs * Outputs + 4);
                            for (int k = 0; k < GroupInputs; k++)
                            {
                                var b = Unsafe.Add(ref tap, k * Outputs);
                                sum0 = float.MultiplyAddEstimate(Unsafe.Add(ref a, k), b, sum0);
                            }
                        }
                    }

                    Unsafe.Add(ref to, 4) = Relu(sum0);
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Pixels128(ref float input, ref float weights, ref float c, int y, int x)
    {
        unchecked
        {
            for (int group = 0; group < Groups; group++)
            {
                ref float from = ref Unsafe.Add(ref input, group * GroupInputs);
                ref float bias = ref Unsafe.Add(ref weights, group * GroupOutputs);
                ref float to = ref Unsafe.Add(ref c, group * GroupOutputs);
                {
                    var sum0 = Vector128.LoadUnsafe(ref bias);
                    var sum1 = Vector128.LoadUnsafe(ref bias);
                    var sum2 = Vector128.LoadUnsafe(ref bias);
                    var sum3 = Vector128.LoadUnsafe(ref bias);
                    for (int ky = FirstRowTap[y % StrideHeight]; ky < 3; ky += 2)
                    {
                        int inputRow = (y - ky) / StrideHeight;
                        if ((uint)inputRow >= InputHeight)
                        {
                            continue;
                        }

                        for (int kx = FirstColumnTap[x % StrideWidth]; kx < 3; kx += 2)
                        {
                            int inputColumn = (x - kx) / StrideWidth;
                            ref float a = ref Unsafe.Add(ref from, (inputRow * InputWidth + inputColumn) * Inputs);
                            ref float tap = ref Unsafe.Add(ref bias, Taps + (ky * 3 + kx) * GroupInputs * Outputs);
                            for (int k = 0; k < GroupInputs; k++)
                            {
                                var b = Vector128.LoadUnsafe(ref Unsafe.Add(ref tap, k * Outputs));
                                sum0 = MultiplyAdd(Vector128.Create(Unsafe.Add(ref a, k)), b, sum0);
                                sum1 = MultiplyAdd(Vector128.Create(Unsafe.Add(ref a, Inputs + k)), b, sum1);
                                sum2 = MultiplyAdd(Vector128.Create(Unsafe.Add(ref a, 2 * Inputs + k)), b, sum2);
                                sum3 = MultiplyAdd(Vector128.Create(Unsafe.Add(ref a, 3 * Inputs + k)), b, sum3);
                            }
                        }
                    }

                    Relu(sum0).StoreUnsafe(ref to);
                    Relu(sum1).StoreUnsafe(ref to, StrideWidth * Outputs);
                    Relu(sum2).StoreUnsafe(ref to, 2 * StrideWidth * Outputs);
                    Relu(sum3).StoreUnsafe(ref to, 3 * StrideWidth * Outputs);
                }

                {
                    var sum0 = Unsafe.Add(ref bias, 4);
                    var sum1 = Unsafe.Add(ref bias, 4);
                    var sum2 = Unsafe.Add(ref bias, 4);
                    var sum3 = Unsafe.Add(ref bias, 4);
                    for (int ky = FirstRowTap[y % StrideHeight]; ky < 3; ky += 2)
                    {
                        int inputRow = (y - ky) / StrideHeight;
                        if ((uint)inputRow >= InputHeight)
                        {
                            continue;
                        }

                        for (int kx = FirstColumnTap[x % StrideWidth]; kx < 3; kx += 2)
                        {
                            int inputColumn = (x - kx) / StrideWidth;
                            ref float a = ref Unsafe.Add(ref from, (inputRow * InputWidth + inputColumn) * Inputs);
                            ref float tap = ref Unsafe.Add(ref bias, Taps + (ky * 3 + kx) * GroupInputs * Outputs + 4);
                            for (int k = 0; k < GroupInputs; k++)
                            {
                                var b = Unsafe.Add(ref tap, k * Outputs);
                                sum0 = float.MultiplyAddEstimate(Unsafe.Add(ref a, k), b, sum0);
                                sum1 = float.MultiplyAddEstimate(Unsafe.Add(ref a, Inputs + k), b, sum1);
                                sum2 = float.MultiplyAddEstimate(Unsafe.Add(ref a, 2 * Inputs + k), b, sum2);
                                sum3 = float.MultiplyAddEstimate(Unsafe.Add(ref a, 3 * Inputs + k), b, sum3);
                            }
                        }
                    }

                    Unsafe.Add(ref to, 4) = Relu(sum0);
                    Unsafe.Add(ref to, StrideWidth * Outputs + 4) = Relu(sum1);
                    Unsafe.Add(ref to, 2 * StrideWidth * Outputs + 4) = Relu(sum2);
                    Unsafe.Add(ref to, 3 * StrideWidth * Outputs + 4) = Relu(sum3);
                }
            }
        }
    }
}
