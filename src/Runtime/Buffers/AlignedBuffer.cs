using System.Runtime.InteropServices;

namespace MobileNetGen.Buffers;

/// <summary>Native memory of our own, on a cache line; a large buffer on large pages, where there are any.</summary>
internal sealed unsafe class AlignedBuffer : NativeBuffer
{
    /// <summary>Bytes of a cache line, and of the widest vector.</summary>
    public const int Alignment = 64;

    private readonly long _allocated;

    public AlignedBuffer(long bytes)
        : base(bytes)
    {
        _allocated = Math.Max(bytes, Alignment);
        SetHandle((nint)(LargePages.Serve(_allocated) ? LargePages.Allocate(_allocated) : NativeMemory.AlignedAlloc((nuint)_allocated, Alignment)));
    }

    protected override bool ReleaseHandle()
    {
        if (LargePages.Serve(_allocated))
        {
            LargePages.Free((void*)handle, _allocated);
        }
        else
        {
            NativeMemory.AlignedFree((void*)handle);
        }

        return true;
    }
}
