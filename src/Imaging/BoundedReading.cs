namespace MobileNetGen.Imaging;

/// <summary>Reads streams that may never end.</summary>
internal static class BoundedReading
{
    private const int FirstRoom = 1 << 16;

    /// <exception cref="InvalidImageException">There are more bytes than are accepted.</exception>
    public static ReadOnlySpan<byte> All(Stream stream, long maxBytes, ImageMemory images)
    {
        var most = (int)Math.Clamp(maxBytes, 0, Array.MaxLength - 1);
        if (stream is MemoryStream memory && memory.TryGetBuffer(out var content) && memory.Length - memory.Position <= most)
        {
            var left = content.AsSpan((int)memory.Position);
            memory.Position = memory.Length;
            return left;
        }

        if (stream.CanSeek && stream.Length - stream.Position > most)
        {
            throw TooLong(most);
        }

        var room = images.Bytes(stream.CanSeek ? (int)Math.Max(stream.Length - stream.Position + 1, 1) : Math.Min(FirstRoom, most + 1));
        var length = 0;
        for (int read; (read = stream.Read(room, length, room.Length - length)) > 0;)
        {
            length += read;
            if (length > most)
            {
                throw TooLong(most);
            }

            if (length == room.Length)
            {
                Array.Resize(ref room, (int)Math.Min(2L * room.Length, most + 1L));
            }
        }

        return room.AsSpan(0, length);
    }

    private static InvalidImageException TooLong(int most) =>
        new(FormattableString.Invariant($"a file of more than {most:N0} bytes; up to {most:N0} are accepted"));
}
