// averagePool 2×2 /2, valid: 4×4×5 → 2×2×5.
internal static class AveragePool_2x2x5_6f85371371
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
                int bottom = 2;
                ref float line = ref Unsafe.Add(ref output, row * OutputWidth * Channels);

                for (int column = 0; column < 2; column++)
                {
                    int x = column * 2;
                    Pixel128(ref input, ref Unsafe.Add(ref line, column * Channels), y, x, top, bottom, 0, 2);
                }
            }
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void Pixel128(ref float input, ref float c, int y, int x, int top, int bottom, int left, int right)
    {
        {
            var sum = Vector128.Create(0f);
            for (int ky = top; ky < bottom; ky++)
            {
                var rowSum = Vector128.Create(0f);
                for (int kx = left; kx < right; kx++)
                {
                    ref float a = ref Unsafe.Add(ref input, ((y + ky) * InputWidth + x + kx) * Channels);
                    rowSum += Vector128.LoadUnsafe(ref a);
                }

                sum += rowSum;
            }

            var result = sum / Vector128.Create((float)((bottom - top) * (right - left)));
            result.StoreUnsafe(ref c);
        }

        {
            var sum = 0f;
            for (int ky = top; ky < bottom; ky++)
            {
                var rowSum = 0f;
                for (int kx = left; kx < right; kx++)
                {
                    ref float a = ref Unsafe.Add(ref input, ((y + ky) * InputWidth + x + kx) * Channels + 4);
                    rowSum += a;
                }

                sum += rowSum;
            }

            var result = sum / (float)((bottom - top) * (right - left));
            Unsafe.Add(ref c, 4) = result;
        }
    }
}
