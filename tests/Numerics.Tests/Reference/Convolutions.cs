using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Numerics.Tests.Reference;

/// <summary>Layers with kernels, as sums written out.</summary>
internal static class Convolutions
{
    /// <summary>A standard convolution with a kernel of [outputs, inputs, rows, columns].</summary>
    public static Map Standard(Map input, Map output, Window window, float[] kernel, float[]? bias)
    {
        var (top, left) = (Pads.OfRows(window, input).Before, Pads.OfColumns(window, input).Before);
        var (kernelHeight, kernelWidth) = (window.Kernel.Height, window.Kernel.Width);
        for (var row = 0; row < output.Height; row++)
        {
            for (var column = 0; column < output.Width; column++)
            {
                for (var to = 0; to < output.Channels; to++)
                {
                    double sum = bias?[to] ?? 0;
                    for (var ky = 0; ky < kernelHeight; ky++)
                    {
                        for (var kx = 0; kx < kernelWidth; kx++)
                        {
                            var y = (row * window.Stride.Height) + (ky * window.Dilation.Height) - top;
                            var x = (column * window.Stride.Width) + (kx * window.Dilation.Width) - left;
                            for (var from = 0; input.Contains(y, x) && from < input.Channels; from++)
                            {
                                sum += input[y, x, from] * kernel[(((((to * input.Channels) + from) * kernelHeight) + ky) * kernelWidth) + kx];
                            }
                        }
                    }

                    output[row, column, to] = sum;
                }
            }
        }

        return output;
    }

    /// <summary>A depthwise convolution with a kernel of [channels, 1, rows, columns].</summary>
    public static Map Depthwise(Map input, Map output, Window window, float[] kernel, float[]? bias)
    {
        var (top, left) = (Pads.OfRows(window, input).Before, Pads.OfColumns(window, input).Before);
        for (var row = 0; row < output.Height; row++)
        {
            for (var column = 0; column < output.Width; column++)
            {
                for (var channel = 0; channel < output.Channels; channel++)
                {
                    double sum = bias?[channel] ?? 0;
                    for (var ky = 0; ky < window.Kernel.Height; ky++)
                    {
                        for (var kx = 0; kx < window.Kernel.Width; kx++)
                        {
                            var y = (row * window.Stride.Height) + (ky * window.Dilation.Height) - top;
                            var x = (column * window.Stride.Width) + (kx * window.Dilation.Width) - left;
                            if (input.Contains(y, x))
                            {
                                sum += input[y, x, channel] * kernel[(((channel * window.Kernel.Height) + ky) * window.Kernel.Width) + kx];
                            }
                        }
                    }

                    output[row, column, channel] = sum;
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
