namespace MobileNetGen.Imaging.Png;

/// <summary>The checksum of chunks: CRC-32 as in ISO 3309, four bytes at a time (Kounavis and Berry, 2005).</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Slices = 4;

    private static readonly uint[] s_table = Table();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var table = s_table;
        var crc = uint.MaxValue;
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            crc ^= System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = table[768 + (byte)crc] ^ table[512 + (byte)(crc >> 8)] ^ table[256 + (byte)(crc >> 16)] ^ table[crc >> 24];
        }

        foreach (var value in bytes)
        {
            crc = (crc >> 8) ^ table[(byte)(crc ^ value)];
        }

        return ~crc;
    }

    /// <summary>By slice and byte: what the byte adds, with as many zeros after it as the slice's number.</summary>
    private static uint[] Table()
    {
        var table = new uint[256 * Slices];
        for (var value = 0u; value < 256; value++)
        {
            var crc = value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * Polynomial);
            }

            table[value] = crc;
        }

        for (var index = 256; index < table.Length; index++)
        {
            table[index] = (table[index - 256] >> 8) ^ table[(byte)table[index - 256]];
        }

        return table;
    }
}
