namespace MobileNetGen.Imaging.Png;

/// <summary>Inflates rows and takes back their filters (PNG specification, chapter 9).</summary>
internal sealed class PngRows(Stream inflated, int pixelBytes)
{
    private byte[] _above = [];
    private byte[] _row = [];

    /// <summary>Rows of so many bytes come next, the first without one above.</summary>
    public void Begin(int rowBytes) => (_above, _row) = (new byte[rowBytes], new byte[rowBytes]);

    /// <exception cref="InvalidImageException">The data end too early, or are damaged.</exception>
    public ReadOnlySpan<byte> Next()
    {
        (_above, _row) = (_row, _above);
        Span<byte> filter = stackalloc byte[1];
        Fill(filter);
        Fill(_row);
        switch (filter[0])
        {
            case 0:
                break;
            case 1:
                Left(_row);
                break;
            case 2:
                Up(_row, _above);
                break;
            case 3:
                Average(_row, _above);
                break;
            case 4:
                Paeth(_row, _above);
                break;
            default:
                throw new InvalidImageException($"a damaged PNG: a row has the filter {filter[0]}; 0 to 4 are defined");
        }

        return _row;
    }

    /// <summary>Makes sure that the data end here, which checks their checksum.</summary>
    /// <exception cref="InvalidImageException">They do not.</exception>
    public void End()
    {
        Span<byte> more = stackalloc byte[1];
        if (Read(more) != 0)
        {
            throw new InvalidImageException("a damaged PNG: its data are more than its pixels");
        }
    }

    private void Fill(Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var read = Read(bytes);
            bytes = read > 0 ? bytes[read..] : throw new InvalidImageException("a cut or damaged PNG: its data are fewer than its pixels");
        }
    }

    private int Read(Span<byte> bytes)
    {
        try
        {
            return inflated.Read(bytes);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException)
        {
            throw new InvalidImageException("a damaged PNG: its compressed data cannot be read, or differ from their checksum", damaged);
        }
    }

    private void Left(Span<byte> row)
    {
        for (var index = pixelBytes; index < row.Length; index++)
        {
            row[index] += row[index - pixelBytes];
        }
    }

    private static void Up(Span<byte> row, ReadOnlySpan<byte> above)
    {
        above = above[..row.Length];
        for (var index = 0; index < row.Length; index++)
        {
            row[index] += above[index];
        }
    }

    private void Average(Span<byte> row, ReadOnlySpan<byte> above)
    {
        above = above[..row.Length];
        for (var index = 0; index < row.Length; index++)
        {
            var left = index < pixelBytes ? 0 : row[index - pixelBytes];
            row[index] += (byte)((left + above[index]) >> 1);
        }
    }

    private void Paeth(Span<byte> row, ReadOnlySpan<byte> above)
    {
        above = above[..row.Length];
        for (var index = 0; index < Math.Min(pixelBytes, row.Length); index++)
        {
            row[index] += above[index];
        }

        for (var index = pixelBytes; index < row.Length; index++)
        {
            int left = row[index - pixelBytes], up = above[index], corner = above[index - pixelBytes];
            var (toLeft, toUp, toCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - corner - corner));
            row[index] += (byte)(toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
        }
    }
}
