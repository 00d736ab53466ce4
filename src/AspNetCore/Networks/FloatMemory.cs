using System.Buffers;
using System.Runtime.InteropServices;

namespace MobileNetGen.AspNetCore.Networks;

/// <summary>Bytes of a tensor as the floats that they are, where they lie.</summary>
internal sealed class FloatMemory(Memory<byte> bytes) : MemoryManager<float>
{
    public static Memory<float> Of(Memory<byte> bytes) => new FloatMemory(bytes).Memory;

    /// <summary>Of a tensor that a network reads.</summary>
    public static ReadOnlyMemory<float> Of(ReadOnlyMemory<byte> bytes) => new FloatMemory(MemoryMarshal.AsMemory(bytes)).Memory;

    public override Span<float> GetSpan() => MemoryMarshal.Cast<byte, float>(bytes.Span);

    /// <summary>The handle is the bytes' own, which unpins them itself.</summary>
    public override MemoryHandle Pin(int elementIndex = 0) => bytes[(elementIndex * sizeof(float))..].Pin();

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
