// pad, padding 1,0,2,0: 4×4×5 → 5×6×5.
internal static class Pad_5x6x5_52a1200eaa
{
    private const int InputHeight = 4;
    private const int InputLine = 20;
    private const int OutputHeight = 5;
    private const int OutputLine = 30;
    private const int Left = 10;

    [MethodImpl(AggressiveOptimization)]
    private static void RunScalar(in Frame frame, ref float input, ref float output)
    {
        unchecked
        {
            int end = frame.End(OutputHeight);
            for (int row = frame.Begin(OutputHeight); row < end; row++)
            {
                Span<float> line = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref output, row * OutputLine), OutputLine);
                int y = row - 1;
                if ((uint)y >= InputHeight)
                {
                    line.Fill(0f);
                    continue;
                }

                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref input, y * InputLine), InputLine).CopyTo(line.Slice(Left));
                line.Slice(0, Left).Fill(0f);
            }
        }
    }
}
