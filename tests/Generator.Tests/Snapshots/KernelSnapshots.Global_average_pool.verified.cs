// globalAveragePool: 4×4×5 → 5.
internal static class GlobalAveragePool_5_4e50280290
{
    private const int Height = 4;
    private const int Width = 4;
    private const int Channels = 5;

    [MethodImpl(AggressiveOptimization)]
    private static void Run128(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            int end = frame.End(0) * 16;
            for (int i = frame.Begin(0) * 16; i < end; i += 4)
            {
                var sum = Vector128.Create(0f);
                for (int y = 0; y < Height; y++)
                {
                    var row = Vector128.Create(0f);
                    for (int x = 0; x < Width; x++)
                    {
                        row += Vector128.LoadUnsafe(ref Unsafe.Add(ref input, (y * Width + x) * Channels + i));
                    }

                    sum += row;
                }

                (sum / Vector128.Create((float)(Height * Width))).StoreUnsafe(ref Unsafe.Add(ref output, i));
            }

            if (frame.Worker == frame.Workers - 1)
            {
                {
                    var sum = Vector128.Create(0f);
                    for (int y = 0; y < Height; y++)
                    {
                        var row = Vector128.Create(0f);
                        for (int x = 0; x < Width; x++)
                        {
                            row += Vector128.LoadUnsafe(ref Unsafe.Add(ref input, (y * Width + x) * Channels));
                        }

                        sum += row;
                    }

                    (sum / Vector128.Create((float)(Height * Width))).StoreUnsafe(ref output);
                }

                {
                    var sum = 0f;
                    for (int y = 0; y < Height; y++)
                    {
                        var row = 0f;
                        for (int x = 0; x < Width; x++)
                        {
                            row += Unsafe.Add(ref input, (y * Width + x) * Channels + 4);
                        }

                        sum += row;
                    }

                    Unsafe.Add(ref output, 4) = sum / (float)(Height * Width);
                }
            }
        }
    }
}
