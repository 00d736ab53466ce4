namespace MobileNetGen.Weights;

/// <summary>A matrix as panels of 32 columns, which every vector width walks: 2 × 16, 4 × 8 or 8 × 4 lanes.</summary>
internal static class Panels
{
    private const int Width = PackedLayout.PanelWidth;

    /// <param name="kernel"><c>[output][input][tap]</c>.</param>
    /// <param name="packed"><c>[panel][tap][input][output of the panel]</c>; the last panel is as wide as what is left.</param>
    /// <param name="outputs">Columns.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="taps">Positions of the kernel's window.</param>
    public static void Pack(ReadOnlySpan<float> kernel, Span<float> packed, int outputs, int inputs, int taps)
    {
        for (var first = 0; first < outputs; first += Width)
        {
            var width = Math.Min(Width, outputs - first);
            var panel = packed.Slice(first * inputs * taps, width * inputs * taps);
            for (var output = 0; output < width; output++)
            {
                var row = kernel.Slice((first + output) * inputs * taps, inputs * taps);
                for (var input = 0; input < inputs; input++)
                {
                    for (var tap = 0; tap < taps; tap++)
                    {
                        panel[(((tap * inputs) + input) * width) + output] = row[(input * taps) + tap];
                    }
                }
            }
        }
    }

    /// <summary>Packs a kernel of <c>[outputs][inputs][taps]</c> as <c>[tap][input][output]</c>.</summary>
    /// <param name="kernel">Outputs first.</param>
    /// <param name="packed">As long as the kernel.</param>
    /// <param name="outputs">Output channels.</param>
    /// <param name="inputs">Inputs of each.</param>
    /// <param name="taps">Positions of the kernel's window.</param>
    public static void PackTaps(ReadOnlySpan<float> kernel, Span<float> packed, int outputs, int inputs, int taps)
    {
        for (var index = 0; index < kernel.Length; index++)
        {
            var (output, input, tap) = (index / (inputs * taps), index / taps % inputs, index % taps);
            packed[(((tap * inputs) + input) * outputs) + output] = kernel[index];
        }
    }
}
