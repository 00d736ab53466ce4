using System.Runtime.InteropServices;

namespace MobileNetGen.Buffers;

/// <summary>Floats in native memory, on a cache line. Freed when it was disposed of and nobody holds a reference any more.</summary>
internal sealed unsafe class AlignedBuffer : SafeHandle
{
    /// <summary>Bytes of a cache line, and of the widest vector.</summary>
    public const int Alignment = 64;

    public AlignedBuffer(long length)
        : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        SetHandle((nint)NativeMemory.AlignedAlloc((nuint)Math.Max(checked(length * sizeof(float)), Alignment), Alignment));
    }

    public long Length { get; }

    public float* Pointer => (float*)handle;

    public Span<float> Span => new(Pointer, checked((int)Length));

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
