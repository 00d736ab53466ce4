using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;

namespace MobileNetGen.Generator.Schedule;

/// <summary>
/// A depthwise convolution of integers. Each worker has a row of what padding counts as, which stands for rows outside the map, and copies of the
/// columns of a tile that leaves the map.
/// </summary>
/// <param name="RowBytes">Bytes of a row of the map.</param>
/// <param name="CopiedBytes">Bytes of the columns of a tile, in all rows of its windows.</param>
internal sealed record IntegerDepthwiseSchedule(int RowBytes, int CopiedBytes) : KernelSchedule
{
    public override long ScratchBytes => CacheLine.Align((long)RowBytes + CopiedBytes);

    public override string DisplayText => "workers share rows, four rows of a window in each lane";

    public static IntegerDepthwiseSchedule Of(Window window, TensorType input, TensorType output)
    {
        var columns = IntegerWidth.All.Max(width => Span(window, Math.Min(width.Columns, output.Width)));
        return new IntegerDepthwiseSchedule(input.Width * input.Channels, columns * window.Kernel.Height * input.Channels);
    }

    /// <summary>Columns of the map, from the first that some neighbours need to the last.</summary>
    public static int Span(Window window, int outputs) =>
        ((outputs - 1) * window.Stride.Width) + ((window.Kernel.Width - 1) * window.Dilation.Width) + 1;
}
