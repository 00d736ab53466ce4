using System.Runtime.InteropServices;

namespace MobileNetGen.Buffers;

/// <summary>Native memory of our own, on a cache line; a large buffer on large pages, where there are any.</summary>
internal sealed unsafe class AlignedBuffer : FloatMemory
{
    /// <summary>Bytes of a cache line, and of the widest vector.</summary>
    public const int Alignment = 64;

    private readonly long _bytes;

    public AlignedBuffer(long length)
        : base(length)
    {
        _bytes = Math.Max(checked(length * sizeof(float)), Alignment);
        SetHandle((nint)(LargePages.Serve(_bytes) ? LargePages.Allocate(_bytes) : NativeMemory.AlignedAlloc((nuint)_bytes, Alignment)));
    }

    protected override bool ReleaseHandle()
    {
        if (LargePages.Serve(_bytes))
        {
            LargePages.Free((void*)handle, _bytes);
        }
        else
        {
            NativeMemory.AlignedFree((void*)handle);
        }

        return true;
    }
}
