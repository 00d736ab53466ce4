using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MobileNetGen.Quantized;

namespace MobileNetGen.CompilerServices;

/// <summary>A convolution's window over a map of integers, whose inputs are gathered as rows of a matrix.</summary>
/// <param name="height">Rows of the map.</param>
/// <param name="width">Columns of the map.</param>
/// <param name="channels">Channels of the map.</param>
/// <param name="kernelHeight">Rows of the window.</param>
/// <param name="kernelWidth">Columns of the window.</param>
/// <param name="strideY">Rows between windows.</param>
/// <param name="strideX">Columns between windows.</param>
/// <param name="dilationY">Rows between taps.</param>
/// <param name="dilationX">Columns between taps.</param>
/// <param name="top">Rows of padding above.</param>
/// <param name="left">Columns of padding on the left.</param>
/// <param name="outputWidth">Windows of a row.</param>
public readonly struct IntegerWindow(
    int height, int width, int channels, int kernelHeight, int kernelWidth, int strideY,
    int strideX, int dilationY, int dilationX, int top, int left, int outputWidth)
{
    /// <summary>Copies the inputs of some windows, a row each; padding counts as what stands for 0.</summary>
    /// <param name="input">The map.</param>
    /// <param name="first">The first window.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">Where the first row goes.</param>
    /// <param name="rowBytes">From one row to the next.</param>
    /// <param name="weights">The packed weights, which say what stands for 0.</param>
    public void Gather(ref byte input, int first, int count, ref byte rows, int rowBytes, ref byte weights)
    {
        var zero = (byte)Unsafe.As<byte, SumHeader>(ref weights).InputZero;
        var (row, column) = Math.DivRem(first, outputWidth);
        for (var window = 0; window < count; row++, column = 0)
        {
            var run = Math.Min(count - window, outputWidth - column);
            for (var ky = 0; ky < kernelHeight; ky++)
            {
                ref var to = ref Unsafe.Add(ref rows, (window * rowBytes) + (ky * kernelWidth * channels));
                Lines(ref input, (row * strideY) - top + (ky * dilationY), column, run, ref to, rowBytes, zero);
            }

            window += run;
        }
    }

    /// <summary>Copies pixels side by side into rows.</summary>
    /// <param name="input">The first pixel.</param>
    /// <param name="count">How many.</param>
    /// <param name="depth">Bytes of each.</param>
    /// <param name="rows">Where the first row goes.</param>
    /// <param name="rowBytes">From one row to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref byte input, int count, int depth, ref byte rows, int rowBytes)
    {
        for (var pixel = 0; pixel < count; pixel++)
        {
            Run(ref Unsafe.Add(ref input, pixel * depth), ref Unsafe.Add(ref rows, pixel * rowBytes), depth);
        }
    }

    /// <summary>A row of the map under windows side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Lines(ref byte input, int y, int column, int count, ref byte to, int rowBytes, byte zero)
    {
        var size = kernelWidth * channels;
        if ((uint)y >= (uint)height)
        {
            for (var window = 0; window < count; window++)
            {
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, window * rowBytes), size).Fill(zero);
            }

            return;
        }

        ref var line = ref Unsafe.Add(ref input, y * width * channels);

        // Windows before the first of these, and from the second on, leave the map at a side.
        var room = width - kernelWidth + left;
        var (inside, outside) = dilationX > 1 || room < 0 ? (count, count) : (
            Math.Clamp(((left + strideX - 1) / strideX) - column, 0, count),
            Math.Clamp((room / strideX) + 1 - column, 0, count));
        for (var window = 0; window < inside; window++)
        {
            AtSide(ref line, ((column + window) * strideX) - left, ref Unsafe.Add(ref to, window * rowBytes), zero);
        }

        ref var from = ref Unsafe.Add(ref line, (((column + inside) * strideX) - left) * channels);
        for (var window = inside; window < outside; window++)
        {
            Run(ref from, ref Unsafe.Add(ref to, window * rowBytes), size);
            from = ref Unsafe.Add(ref from, strideX * channels);
        }

        for (var window = Math.Max(inside, outside); window < count; window++)
        {
            AtSide(ref line, ((column + window) * strideX) - left, ref Unsafe.Add(ref to, window * rowBytes), zero);
        }
    }

    private void AtSide(ref byte line, int x, ref byte to, byte zero)
    {
        for (var kx = 0; kx < kernelWidth; kx++)
        {
            var place = x + (kx * dilationX);
            if ((uint)place < (uint)width)
            {
                Run(ref Unsafe.Add(ref line, place * channels), ref Unsafe.Add(ref to, kx * channels), channels);
            }
            else
            {
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, kx * channels), channels).Fill(zero);
            }
        }
    }

    /// <summary>Few bytes are two words that may overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(ref byte from, ref byte to, int count)
    {
        if (count is >= 8 and <= 16)
        {
            var (first, last) = (Unsafe.ReadUnaligned<ulong>(ref from), Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref from, count - 8)));
            Unsafe.WriteUnaligned(ref to, first);
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, count - 8), last);
            return;
        }

        MemoryMarshal.CreateReadOnlySpan(ref from, count).CopyTo(MemoryMarshal.CreateSpan(ref to, count));
    }
}
