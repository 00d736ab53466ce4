using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.Quantized;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>Tiles of sums without what the zero points of the weights add to them.</summary>
public readonly ref partial struct IntegerSums
{
    /// <summary>Takes what the zero points of the weights add to a matrix product's tile from it.</summary>
    /// <param name="sums">The first sum of the first pixel.</param>
    /// <param name="lanes">From one pixel's sums to the next's: whole vectors of 256 bits.</param>
    /// <param name="pixels">How many.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="rows">The first pixel's inputs.</param>
    /// <param name="rowBytes">From one pixel's inputs to the next's.</param>
    /// <param name="depth">Inputs of a pixel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RemoveZeros(ref int sums, int lanes, int pixels, int channel, ref byte rows, int rowBytes, int depth)
    {
        for (var pixel = 0; pixel < pixels; pixel++)
        {
            var inputs = Vector256.Create(OfRow(ref Unsafe.Add(ref rows, pixel * rowBytes), depth));
            for (var lane = 0; lane < lanes; lane += Vector256<int>.Count)
            {
                RemoveZeros(ref Unsafe.Add(ref sums, (pixel * lanes) + lane), channel + lane, inputs);
            }
        }
    }

    /// <summary>Takes what the zero points of the weights add to eight channels' sums from them.</summary>
    /// <param name="sums">The first sum.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="inputs">The sums of the inputs.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void RemoveZeros(ref int sums, int channel, Vector256<int> inputs)
    {
        var zeros = Vector256.LoadUnsafe(ref SumNumbers.At<int>(ref _weights, IntegerLayout.WeightZeroAt(_outputs), channel));
        (Vector256.LoadUnsafe(ref sums) - (zeros * inputs)).StoreUnsafe(ref sums);
    }
}
