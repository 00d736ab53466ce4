// conv 3×3 /2, padding 0,1,0,1, relu: 4×4×5 → 2×2×5; 900 multiply-adds.
internal static class Conv3s2p0_1_0_1_4x4x5_2x2x5_relu
{
    private const int InputWidth = 4;
    private const int Inputs = 5;
    private const int OutputHeight = 2;
    private const int OutputWidth = 2;
    private const int Outputs = 5;
    private const int Taps = 9;
    private const int PixelStride = 10;
    private const int Panels = 16;

    private static void Run128(in Frame frame, ref float input, ref float output, ref float weights)
    {
        unchecked
        {
            int end = frame.End(OutputHeight);
            for (int row = frame.Begin(OutputHeight); row < end; row++)
            {
                int y = (row * 2);
                int top = 0;
                int bottom = Math.Min(3, 4 - y);
                ref float line = ref Unsafe.Add(ref output, row * OutputWidth * Outputs);

                for (int pixel = 0; pixel < 1; pixel += 1)
                {
                    int x = (pixel * 2);
                    int left = 0;
                    int right = 3;
                    {
                        ref float b = ref Unsafe.Add(ref weights, Panels + (0 * Taps * Inputs));
                        ref float bias = ref Unsafe.Add(ref weights, 0);
                        ref float c = ref Unsafe.Add(ref line, (pixel * Outputs) + 0);
                        Tile128_1x5Of5(ref input, y, x, top, bottom, left, right, ref b, ref bias, ref c);
                    }
                }

                for (int pixel = 1; pixel < 2; pixel += 1)
                {
                    int x = (pixel * 2);
                    int left = Math.Max(0, -x);
                    int right = Math.Min(3, 4 - x);
                    {
                        ref float b = ref Unsafe.Add(ref weights, Panels + (0 * Taps * Inputs));
                        ref float bias = ref Unsafe.Add(ref weights, 0);
                        ref float c = ref Unsafe.Add(ref line, (pixel * Outputs) + 0);
                        Tile128_1x5Of5(ref input, y, x, top, bottom, left, right, ref b, ref bias, ref c);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile128_1x5Of5(ref float input, int y, int x, int top, int bottom, int left, int right, ref float panel, ref float bias, ref float c)
    {
        Vector128<float> bias0 = Vector128.LoadUnsafe(ref bias);
        float bias1 = Unsafe.Add(ref bias, 4);
        Vector128<float> c0_0 = bias0;
        float c0_1 = bias1;
        for (int ky = top; ky < bottom; ky++)
        {
            for (int kx = left; kx < right; kx++)
            {
                ref float a = ref Unsafe.Add(ref input, (((y + ky) * InputWidth) + x + kx) * Inputs);
                ref float b = ref Unsafe.Add(ref panel, ((ky * 3) + kx) * Inputs * 5);
                for (int k = 0; k < Inputs; k++)
                {
                    Vector128<float> b0 = Vector128.LoadUnsafe(ref b);
                    float b1 = Unsafe.Add(ref b, 4);
                    Vector128<float> a0_4 = Vector128.Create(a);
                    float a0_1 = a;
                    c0_0 = Vector128.MultiplyAddEstimate(a0_4, b0, c0_0);
                    c0_1 = float.MultiplyAddEstimate(a0_1, b1, c0_1);
                    a = ref Unsafe.Add(ref a, 1);
                    b = ref Unsafe.Add(ref b, 5);
                }
            }
        }

        Activations.Relu(c0_0).StoreUnsafe(ref c);
        Unsafe.Add(ref c, 4) = Activations.Relu(c0_1);
    }
}
