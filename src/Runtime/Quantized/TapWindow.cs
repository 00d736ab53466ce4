using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.Weights;

namespace MobileNetGen.CompilerServices;

/// <summary>The window of a depthwise convolution over interleaved rows, whose lanes have one channel's bytes of four rows.</summary>
/// <param name="kernelHeight">Rows of the window.</param>
/// <param name="kernelWidth">Columns of the window.</param>
/// <param name="columnPitch">Bytes from one output's first column to the next's.</param>
/// <param name="tapPitch">Bytes from one column of the window to the next.</param>
/// <param name="laneBytes">Bytes from four interleaved rows to the next four.</param>
public readonly struct TapWindow(int kernelHeight, int kernelWidth, int columnPitch, int tapPitch, int laneBytes)
{
    /// <summary>Takes what the zero points of the weights add to a tile of sums from it.</summary>
    /// <param name="all">What all sums of the layer have.</param>
    /// <param name="sums">The first sum of the first output.</param>
    /// <param name="channels">Channels of each output: whole vectors of 256 bits.</param>
    /// <param name="outputs">Neighbours of a row of outputs.</param>
    /// <param name="channel">The first channel.</param>
    /// <param name="lanes">The first output's first lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RemoveZeros(IntegerSums all, ref int sums, int channels, int outputs, int channel, ref byte lanes)
    {
        for (var output = 0; output < outputs; output++)
        {
            for (var lane = 0; lane < channels; lane += Vector256<int>.Count)
            {
                var inputs = Inputs(ref Unsafe.Add(ref lanes, (output * columnPitch) + (lane * IntegerLayout.Step)));
                all.RemoveZeros(ref Unsafe.Add(ref sums, (output * channels) + lane), channel + lane, inputs);
            }
        }
    }

    /// <summary>The sums of eight channels' inputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Inputs(ref byte lanes)
    {
        var inputs = Vector256<int>.Zero;
        for (var (row, step) = (0, 0); row < kernelHeight; row += IntegerLayout.Step, step++)
        {
            // 1 for each row of a lane, and 0 where the window has none.
            var ones = Vector256.Create(0x01010101u >> (8 * Math.Max(0, row + IntegerLayout.Step - kernelHeight))).AsSByte();
            for (var column = 0; column < kernelWidth; column++)
            {
                inputs = DotProducts.Add(inputs, Vector256.LoadUnsafe(ref Unsafe.Add(ref lanes, (step * laneBytes) + (column * tapPitch))), ones);
            }
        }

        return inputs;
    }
}
