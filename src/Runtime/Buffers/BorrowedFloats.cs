namespace MobileNetGen.Buffers;

/// <summary>Floats inside memory that somebody else owns, a mapped file for one, and that is given back with them.</summary>
internal sealed unsafe class BorrowedFloats : FloatMemory
{
    private readonly IDisposable _owner;

    public BorrowedFloats(float* start, long length, IDisposable owner)
        : base(length)
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
