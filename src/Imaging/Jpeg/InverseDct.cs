namespace MobileNetGen.Imaging.Jpeg;

/// <summary>
/// The inverse discrete cosine transform of 8 × 8 coefficients in integers: Loeffler, Ligtenberg and Moschytz, "Practical fast 1-D DCT algorithms with
/// 11 multiplications" (1989), with the constants and the roundings of libjpeg's accurate method, so that samples are the same bytes.
/// </summary>
internal static class InverseDct
{
    private const int Side = JpegComponent.Side;

    /// <summary>Bits after the point of the constants.</summary>
    private const int ConstantBits = 13;

    /// <summary>Bits after the point between the two passes.</summary>
    private const int BetweenBits = 2;

    /// <summary>Half of the range, which coefficients are centred on.</summary>
    private const int Centre = 128;

    // Sums and differences of cosines, times 2¹³.
    private const int C0298 = 2446;
    private const int C0390 = 3196;
    private const int C0541 = 4433;
    private const int C0765 = 6270;
    private const int C0899 = 7373;
    private const int C1175 = 9633;
    private const int C1501 = 12299;
    private const int C1847 = 15137;
    private const int C1961 = 16069;
    private const int C2053 = 16819;
    private const int C2562 = 20995;
    private const int C3072 = 25172;

    /// <summary>Writes the samples of a block.</summary>
    /// <param name="block">64 coefficients, in rows.</param>
    /// <param name="isFlat">True if only the first is not 0.</param>
    /// <param name="quantisation">What each coefficient is multiplied by.</param>
    /// <param name="samples">The first sample's place.</param>
    /// <param name="stride">Samples from one row to the next.</param>
    public static void Write(ReadOnlySpan<short> block, bool isFlat, ReadOnlySpan<int> quantisation, Span<byte> samples, int stride)
    {
        if (isFlat)
        {
            var level = Sample((block[0] * quantisation[0]) << BetweenBits, BetweenBits + 3);
            for (var row = 0; row < Side; row++)
            {
                samples.Slice(row * stride, Side).Fill(level);
            }

            return;
        }

        Span<int> between = stackalloc int[Side * Side];
        Columns(block, quantisation, between);
        for (var row = 0; row < Side; row++)
        {
            Row(between.Slice(row * Side, Side), samples.Slice(row * stride, Side));
        }
    }

    private static void Columns(ReadOnlySpan<short> block, ReadOnlySpan<int> quantisation, Span<int> between)
    {
        block = block[..(Side * Side)];
        quantisation = quantisation[..(Side * Side)];
        between = between[..(Side * Side)];
        for (var column = 0; column < Side; column++)
        {
            int At(ReadOnlySpan<short> block, ReadOnlySpan<int> quantisation, int row) => block[(row * Side) + column] * quantisation[(row * Side) + column];
            if (IsFlat(block, column))
            {
                var level = At(block, quantisation, 0) << BetweenBits;
                for (var row = 0; row < Side; row++)
                {
                    between[(row * Side) + column] = level;
                }

                continue;
            }

            var line = Transformed(
                At(block, quantisation, 0), At(block, quantisation, 1), At(block, quantisation, 2), At(block, quantisation, 3),
                At(block, quantisation, 4), At(block, quantisation, 5), At(block, quantisation, 6), At(block, quantisation, 7));
            const int shift = ConstantBits - BetweenBits;
            const int half = 1 << (shift - 1);
            between[column] = (line.Even0 + line.Odd0 + half) >> shift;
            between[column + 56] = (line.Even0 - line.Odd0 + half) >> shift;
            between[column + 8] = (line.Even1 + line.Odd1 + half) >> shift;
            between[column + 48] = (line.Even1 - line.Odd1 + half) >> shift;
            between[column + 16] = (line.Even2 + line.Odd2 + half) >> shift;
            between[column + 40] = (line.Even2 - line.Odd2 + half) >> shift;
            between[column + 24] = (line.Even3 + line.Odd3 + half) >> shift;
            between[column + 32] = (line.Even3 - line.Odd3 + half) >> shift;
        }
    }

    private static bool IsFlat(ReadOnlySpan<short> block, int column) =>
        block[column + 8] == 0 && block[column + 16] == 0 && block[column + 24] == 0 && block[column + 32] == 0
        && block[column + 40] == 0 && block[column + 48] == 0 && block[column + 56] == 0;

    private static void Row(ReadOnlySpan<int> line, Span<byte> samples)
    {
        const int shift = ConstantBits + BetweenBits + 3;
        var sums = Transformed(line[0], line[1], line[2], line[3], line[4], line[5], line[6], line[7]);
        samples[7] = Sample(sums.Even0 - sums.Odd0, shift);
        samples[0] = Sample(sums.Even0 + sums.Odd0, shift);
        samples[1] = Sample(sums.Even1 + sums.Odd1, shift);
        samples[6] = Sample(sums.Even1 - sums.Odd1, shift);
        samples[2] = Sample(sums.Even2 + sums.Odd2, shift);
        samples[5] = Sample(sums.Even2 - sums.Odd2, shift);
        samples[3] = Sample(sums.Even3 + sums.Odd3, shift);
        samples[4] = Sample(sums.Even3 - sums.Odd3, shift);
    }

    private static byte Sample(int value, int shift) => (byte)Math.Clamp(((value + (1 << (shift - 1))) >> shift) + Centre, 0, byte.MaxValue);

    /// <summary>The transform of one line: output k is a sum of an even and an odd part, and output 7 − k their difference.</summary>
    private static (int Even0, int Even1, int Even2, int Even3, int Odd0, int Odd1, int Odd2, int Odd3) Transformed(
        int c0, int c1, int c2, int c3, int c4, int c5, int c6, int c7)
    {
        unchecked
        {
            var turned = (c2 + c6) * C0541;
            var low = turned - (c6 * C1847);
            var high = turned + (c2 * C0765);
            var sum = (c0 + c4) << ConstantBits;
            var difference = (c0 - c4) << ConstantBits;

            var z5 = (c7 + c3 + c5 + c1) * C1175;
            var z1 = -(c7 + c1) * C0899;
            var z2 = -(c5 + c3) * C2562;
            var z3 = z5 - ((c7 + c3) * C1961);
            var z4 = z5 - ((c5 + c1) * C0390);
            return (
                sum + high, difference + low, difference - low, sum - high,
                (c1 * C1501) + z1 + z4, (c3 * C3072) + z2 + z3, (c5 * C2053) + z2 + z4, (c7 * C0298) + z1 + z3);
        }
    }
}
