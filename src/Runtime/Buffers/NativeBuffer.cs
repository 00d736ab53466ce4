using System.Runtime.InteropServices;

namespace MobileNetGen.Buffers;

/// <summary>Bytes that stay where they are until the memory was disposed of and nobody holds a reference any more.</summary>
internal abstract unsafe class NativeBuffer : SafeHandle
{
    private protected NativeBuffer(long bytes)
        : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
    }

    public long Bytes { get; }

    public byte* Pointer => (byte*)handle;

    public override bool IsInvalid => handle == 0;

    /// <summary>What lies from an offset in bytes on, as elements of a type.</summary>
    public Span<T> From<T>(long offset = 0)
        where T : unmanaged => new(Pointer + offset, checked((int)((Bytes - offset) / sizeof(T))));
}
