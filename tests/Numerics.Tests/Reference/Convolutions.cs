using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Layers with kernels, as sums written out.</summary>
internal static class Convolutions
{
    /// <summary>A convolution with a kernel of [outputs, inputs of a group, rows, columns]; one group is a standard one, a group a channel a depthwise one.</summary>
    public static Map Grouped(Map input, Map output, Window window, int groups, float[] kernel, float[]? bias)
    {
        var inputs = input.Channels / groups;
        var (top, left) = (Pads.OfRows(window, input).Before, Pads.OfColumns(window, input).Before);
        var (kernelHeight, kernelWidth) = (window.Kernel.Height, window.Kernel.Width);
        for (var row = 0; row < output.Height; row++)
        {
            for (var column = 0; column < output.Width; column++)
            {
                for (var to = 0; to < output.Channels; to++)
                {
                    double sum = bias?[to] ?? 0;
                    var first = to / (output.Channels / groups) * inputs;
                    for (var ky = 0; ky < kernelHeight; ky++)
                    {
                        for (var kx = 0; kx < kernelWidth; kx++)
                        {
                            var y = (row * window.Stride.Height) + (ky * window.Dilation.Height) - top;
                            var x = (column * window.Stride.Width) + (kx * window.Dilation.Width) - left;
                            for (var from = 0; input.Contains(y, x) && from < inputs; from++)
                            {
                                sum += input[y, x, first + from] * kernel[(((((to * inputs) + from) * kernelHeight) + ky) * kernelWidth) + kx];
                            }
                        }
                    }

                    output[row, column, to] = sum;
                }
            }
        }

        return output;
    }

    /// <summary>A fully connected layer with a kernel of [outputs, inputs].</summary>
    public static Map Dense(Map input, Map output, float[] kernel, float[]? bias)
    {
        for (var to = 0; to < output.Channels; to++)
        {
            double sum = bias?[to] ?? 0;
            for (var from = 0; from < input.Values.Length; from++)
            {
                sum += input.Values[from] * kernel[(to * input.Values.Length) + from];
            }

            output.Values[to] = sum;
        }

        return output;
    }
}
