using System.IO.Compression;

namespace MobileNetGen.Tool.Numpy;

/// <summary>Unpacks entries of archives. What an archive declares of their lengths is not trusted: what comes out is counted.</summary>
internal static class ZipContent
{
    /// <exception cref="InvalidDataException">The entry is malformed, or longer than <paramref name="maxBytes"/>.</exception>
    public static byte[] Read(ZipArchiveEntry entry, long maxBytes)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > maxBytes)
            {
                throw new InvalidDataException($"{entry.FullName} is larger than {maxBytes} bytes.");
            }
        }

        return content.ToArray();
    }
}
