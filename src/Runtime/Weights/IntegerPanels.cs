namespace MobileNetGen.Weights;

/// <summary>Kernels of integers as the generated loops read them.</summary>
internal static class IntegerPanels
{
    private const int Width = PackedLayout.PanelWidth;

    /// <param name="kernel"><c>[output][input][tap]</c>.</param>
    /// <param name="packed">
    /// <c>[panel][step][output of the panel][input of the step]</c>, the inputs of all taps one after the other; zeros where nothing is
    /// written.
    /// </param>
    /// <param name="outputs">Outputs.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="taps">Positions of the kernel's window.</param>
    public static void Pack(ReadOnlySpan<sbyte> kernel, Span<sbyte> packed, int outputs, int inputs, int taps)
    {
        var depth = inputs * taps;
        var steps = IntegerLayout.Steps(depth);
        for (var output = 0; output < outputs; output++)
        {
            var row = kernel.Slice(output * depth, depth);
            var panel = packed[(output / Width * steps * IntegerLayout.Step * Width)..];
            for (var input = 0; input < inputs; input++)
            {
                for (var tap = 0; tap < taps; tap++)
                {
                    var place = (tap * inputs) + input;
                    panel[(((place / IntegerLayout.Step * Width) + (output % Width)) * IntegerLayout.Step)
                        + (place % IntegerLayout.Step)] = row[(input * taps) + tap];
                }
            }
        }
    }

    /// <param name="kernel"><c>[output][input][tap]</c>.</param>
    /// <param name="packed"><c>[tap][input][output]</c>, outputs as whole panels; zeros where nothing is written.</param>
    /// <param name="outputs">Outputs.</param>
    /// <param name="inputs">Inputs of each.</param>
    /// <param name="taps">Positions of the kernel's window.</param>
    public static void PackRows(ReadOnlySpan<sbyte> kernel, Span<sbyte> packed, int outputs, int inputs, int taps)
    {
        var width = IntegerLayout.Padded(outputs);
        for (var index = 0; index < kernel.Length; index++)
        {
            var (output, input, tap) = (index / (inputs * taps), index / taps % inputs, index % taps);
            packed[(((tap * inputs) + input) * width) + output] = kernel[index];
        }
    }

    /// <param name="kernel"><c>[channel][row][column]</c>.</param>
    /// <param name="packed"><c>[column][step of rows][channel][row of the step]</c>, zeros where nothing is written.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows of the kernel's window.</param>
    /// <param name="width">Columns of the kernel's window.</param>
    public static void PackTaps(ReadOnlySpan<sbyte> kernel, Span<sbyte> packed, int channels, int height, int width)
    {
        var (pitch, steps) = (IntegerLayout.Padded(channels), IntegerLayout.TapSteps(height));
        for (var index = 0; index < kernel.Length; index++)
        {
            var (channel, row, column) = (index / (height * width), index / width % height, index % width);
            var place = (((column * steps) + (row / IntegerLayout.Step)) * pitch) + channel;
            packed[(place * IntegerLayout.Step) + (row % IntegerLayout.Step)] = kernel[index];
        }
    }
}
