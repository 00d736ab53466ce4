using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Weights;

namespace MobileNetGen.Generator.Schedule;

/// <summary>
/// A depthwise convolution of integers. Each worker has a row of what padding counts as, which stands for rows outside the map, and the rows of a window
/// interleaved: a lane for each channel and column, padding on both sides, with four rows in it.
/// </summary>
/// <param name="RowBytes">Bytes of a row of the map.</param>
/// <param name="LaneBytes">Bytes of four interleaved rows.</param>
/// <param name="Steps">Groups of four rows that a window has.</param>
internal sealed record IntegerDepthwiseSchedule(int RowBytes, int LaneBytes, int Steps) : KernelSchedule
{
    /// <summary>The sums of neighbours, which come first in the worker's memory.</summary>
    public static int TileBytes => (int)CacheLine.Align(IntegerWidth.All.Max(width => width.Columns) * ChannelTile.MaxCount * sizeof(int));

    /// <summary>Where the interleaved rows begin, from the row of padding.</summary>
    public int LanesAt => (int)CacheLine.Align((long)RowBytes);

    public override long ScratchBytes => TileBytes + CacheLine.Align(LanesAt + ((long)Steps * LaneBytes));

    public override string DisplayText => "workers share rows, four rows of a window in each lane";

    public static IntegerDepthwiseSchedule Of(Window window, TensorType input, TensorType output)
    {
        var read = ((output.Width - 1) * window.Stride.Width) + window.Reach.Width;
        var columns = Math.Max(read, window.Margins(input).Left + input.Width);
        return new IntegerDepthwiseSchedule(
            input.Width * input.Channels, columns * input.Channels * IntegerLayout.Step, IntegerLayout.TapSteps(window.Kernel.Height));
    }
}
