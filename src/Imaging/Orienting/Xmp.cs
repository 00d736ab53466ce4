namespace MobileNetGen.Imaging.Orienting;

/// <summary>Finds the orientation in an XMP packet, as an attribute or an element: what programs write that leave no EXIF data.</summary>
internal static class Xmp
{
    /// <returns>Null if the packet does not say.</returns>
    public static Orientation? Read(ReadOnlySpan<byte> packet)
    {
        var name = "tiff:Orientation"u8;
        for (var rest = packet; rest.IndexOf(name) is >= 0 and var place;)
        {
            rest = rest[(place + name.Length)..];
            var value = rest.StartsWith("=\""u8) ? rest[2..] : rest.StartsWith(">"u8) ? rest[1..] : default;
            if (!value.IsEmpty && value[0] is >= (byte)'1' and <= (byte)'8')
            {
                return (Orientation)(value[0] - '0');
            }
        }

        return null;
    }
}
