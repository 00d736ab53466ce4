using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Layers with kernels, as sums written out.</summary>
internal static class Convolutions
{
    /// <summary>
    /// A convolution with a kernel of [outputs, inputs of a group, rows, columns]; one group is a standard one, a group a channel a
    /// depthwise one.
    /// </summary>
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

    /// <summary>
    /// A transposed convolution with a kernel of [inputs, outputs of a group, rows, columns], as its definition has it: each input is
    /// spread over the output.
    /// </summary>
    public static Map Transposed(Map input, Map output, ConvTranspose convolution, float[] kernel, float[]? bias)
    {
        for (var index = 0; index < output.Values.Length; index++)
        {
            output.Values[index] = bias?[index % output.Channels] ?? 0;
        }

        var (window, groupOutputs) = (convolution.Window, output.Channels / convolution.Groups);
        var (top, left) = (Pads.CutFromRows(window, input).Before, Pads.CutFromColumns(window, input).Before);
        for (var index = 0; index < input.Values.Length; index++)
        {
            var (row, column, from) = (index / input.Channels / input.Width, index / input.Channels % input.Width, index % input.Channels);
            for (var tap = 0; tap < window.Kernel.Area; tap++)
            {
                var y = (row * window.Stride.Height) + (tap / window.Kernel.Width * window.Dilation.Height) - top;
                var x = (column * window.Stride.Width) + (tap % window.Kernel.Width * window.Dilation.Width) - left;
                for (var to = 0; output.Contains(y, x) && to < groupOutputs; to++)
                {
                    var group = from / (input.Channels / convolution.Groups);
                    output[y, x, (group * groupOutputs) + to] += input.Values[index] * kernel[(((from * groupOutputs) + to) * window.Kernel.Area) + tap];
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
