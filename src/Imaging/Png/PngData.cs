namespace MobileNetGen.Imaging.Png;

/// <summary>The compressed data of all IDAT chunks, which notices that more was asked for: then they were cut.</summary>
internal sealed class PngData : MemoryStream
{
    public bool IsExhausted { get; private set; }

    public override int Read(byte[] buffer, int offset, int count) => Noticed(base.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Noticed(base.Read(buffer));

    private int Noticed(int read)
    {
        IsExhausted |= read == 0;
        return read;
    }
}
