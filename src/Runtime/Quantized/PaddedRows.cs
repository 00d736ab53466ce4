using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MobileNetGen.Quantized;

namespace MobileNetGen.CompilerServices;

/// <summary>
/// Rows of a map of integers for windows that may leave it at a side. A worker's memory has a row of what padding counts as, and then a copy for each
/// row of a window.
/// </summary>
public readonly ref struct PaddedRows
{
    private readonly ref byte _memory;
    private readonly int _rowBytes;
    private readonly byte _padding;

    /// <summary>Makes the row of padding.</summary>
    /// <param name="memory">The worker's memory.</param>
    /// <param name="rowBytes">Bytes of a row of the map.</param>
    /// <param name="weights">The packed weights, which say what padding counts as.</param>
    public PaddedRows(ref byte memory, int rowBytes, ref byte weights)
    {
        _memory = ref memory;
        _rowBytes = rowBytes;
        _padding = (byte)Unsafe.As<byte, SumHeader>(ref weights).InputZero;
        Span(ref memory, rowBytes).Fill(_padding);
    }

    /// <summary>A part of a row, with padding where there is none of it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="begin">Where the part begins; negative on the left of the row.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="copy">The number of the copy that may be made.</param>
    /// <returns>The part where it lies, or its copy.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte Of(ref byte row, int begin, int length, int copy)
    {
        if (begin >= 0 && begin + length <= _rowBytes)
        {
            return ref Unsafe.Add(ref row, begin);
        }

        ref var to = ref Unsafe.Add(ref _memory, _rowBytes + (copy * length));
        Copy(ref row, begin, length, ref to);
        return ref to;
    }

    private static Span<byte> Span(ref byte first, int length) => MemoryMarshal.CreateSpan(ref first, length);

    private void Copy(ref byte row, int begin, int length, ref byte to)
    {
        var (first, last) = (Math.Clamp(begin, 0, _rowBytes), Math.Clamp(begin + length, 0, _rowBytes));
        var left = Math.Clamp(first - begin, 0, length);
        Span(ref to, left).Fill(_padding);
        Span(ref Unsafe.Add(ref row, first), last - first).CopyTo(Span(ref Unsafe.Add(ref to, left), last - first));
        Span(ref Unsafe.Add(ref to, left + last - first), length - left - (last - first)).Fill(_padding);
    }
}
