using System.Runtime.InteropServices;

namespace MobileNetGen.Buffers;

/// <summary>Native memory of our own, on a cache line.</summary>
internal sealed unsafe class AlignedBuffer : FloatMemory
{
    /// <summary>Bytes of a cache line, and of the widest vector.</summary>
    public const int Alignment = 64;

    public AlignedBuffer(long length)
        : base(length)
    {
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)Math.Max(checked(length * sizeof(float)), Alignment), Alignment));
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
