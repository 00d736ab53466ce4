// maxPool 3×3 /2, padding 0,1,0,1: 4×4×5 → 2×2×5.
internal static class MaxPool_2x2x5_5af4505154
{
    private const int InputWidth = 4;
    private const int OutputHeight = 2;
    private const int OutputWidth = 2;
    private const int Channels = 5;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            int end = frame.End(OutputHeight);
            for (int row = frame.Begin(OutputHeight); row < end; row++)
            {
                int y = row * 2;
                int top = 0;
                int bottom = Math.Min(3, 4 - y);
                ref float line = ref Unsafe.Add(ref output, row * OutputWidth * Channels);

                for (int column = 0; column < 1; column++)
                {
                    int x = column * 2;
                    Pixel128(ref input, ref Unsafe.Add(ref line, column * Channels), y, x, top, bottom, 0, 3);
                }

                for (int column = 1; column < 2; column++)
                {
                    int x = column * 2;
                    Pixel128(ref input, ref Unsafe.Add(ref line, column * Channels), y, x, top, bottom, Math.Max(0, -x), Math.Min(3, 4 - x));
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Pixel128(ref float input, ref float c, int y, int x, int top, int bottom, int left, int right)
    {
        {
            var result = Vector128.Create(float.NegativeInfinity);
            for (int ky = top; ky < bottom; ky++)
            {
                for (int kx = left; kx < right; kx++)
                {
                    ref float a = ref Unsafe.Add(ref input, ((y + ky) * InputWidth + x + kx) * Channels);
                    result = Extrema.Maximum(Vector128.LoadUnsafe(ref a), result);
                }
            }

            result.StoreUnsafe(ref c);
        }

        {
            var result = float.NegativeInfinity;
            for (int ky = top; ky < bottom; ky++)
            {
                for (int kx = left; kx < right; kx++)
                {
                    ref float a = ref Unsafe.Add(ref input, ((y + ky) * InputWidth + x + kx) * Channels + 4);
                    result = Extrema.Maximum(a, result);
                }
            }

            Unsafe.Add(ref c, 4) = result;
        }
    }
}
