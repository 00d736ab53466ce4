namespace MobileNetGen.Imaging.Jpeg;

/// <summary>Makes pixels of decoded components.</summary>
internal static class JpegPicture
{
    public static RgbImage Of(JpegFrame frame, JpegColours colours, ImageMemory memory)
    {
        if (frame.IsProgressive)
        {
            Array.ForEach(frame.Components, Transform);
        }

        var rows = Array.ConvertAll(frame.Components, _ => memory.Bytes(frame.McusAcross * frame.MaxAcross * JpegComponent.Side));
        var upsamplings = Array.ConvertAll(frame.Components, component => new Upsampling(frame, component));
        var pixels = memory.Bytes(3 * frame.Width * frame.Height);
        for (var row = 0; row < frame.Height; row++)
        {
            for (var index = 0; index < rows.Length; index++)
            {
                upsamplings[index].Write(row, rows[index]);
            }

            JpegColour.Write(colours, rows, pixels.AsSpan(3 * row * frame.Width, 3 * frame.Width));
        }

        return new RgbImage(new ImageExtent(frame.Width, frame.Height), pixels);
    }

    /// <summary>Coefficients of a progressive image become samples when the last scan has come.</summary>
    private static void Transform(JpegComponent component)
    {
        for (var row = 0; row < component.BlocksDown; row++)
        {
            for (var column = 0; column < component.BlocksAcross; column++)
            {
                var block = component.Coefficients.AsSpan(((row * component.PaddedAcross) + column) * ZigZag.Length, ZigZag.Length);
                var samples = component.Plane.AsSpan((row * JpegComponent.Side * component.Stride) + (column * JpegComponent.Side));
                InverseDct.Write(block, !block[1..].ContainsAnyExcept((short)0), component.Quantisation!, samples, component.Stride);
            }
        }
    }
}
