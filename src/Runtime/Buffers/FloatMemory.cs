using System.Runtime.InteropServices;

namespace MobileNetGen.Buffers;

/// <summary>Floats that stay where they are until the memory was disposed of and nobody holds a reference any more.</summary>
internal abstract unsafe class FloatMemory : SafeHandle
{
    private protected FloatMemory(long length)
        : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
    }

    public long Length { get; }

    public float* Pointer => (float*)handle;

    public Span<float> Span => new(Pointer, checked((int)Length));

    public override bool IsInvalid => handle == 0;
}
