namespace MobileNetGen.Buffers;

/// <summary>A part of memory that somebody else owns, a mapped file for one, and that is given back with it.</summary>
internal sealed unsafe class BorrowedBuffer : NativeBuffer
{
    private readonly IDisposable _owner;

    public BorrowedBuffer(byte* start, long bytes, IDisposable owner)
        : base(bytes)
    {
        _owner = owner;
        SetHandle((nint)start);
    }

    protected override bool ReleaseHandle()
    {
        _owner.Dispose();
        return true;
    }
}
