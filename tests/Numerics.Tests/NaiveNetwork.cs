using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Weights;
using BatchNorm = MobileNetGen.Generator.Ops.BatchNorm;

namespace MobileNetGen.Numerics.Tests;

/// <summary>A graph evaluated in double precision by plain loops, node by node: nothing is folded, packed or vectorised.</summary>
internal sealed class NaiveNetwork(ShapedGraph shaped, SeededTensors weights)
{
    public double[][] Run(params float[][] inputs)
    {
        var values = new double[shaped.Types.Count][];
        var nextInput = 0;
        for (var index = 0; index < values.Length; index++)
        {
            var node = shaped.Graph.Nodes[index];
            values[index] = node.Operation is Input
                ? [.. inputs[nextInput++].Select(value => (double)value)]
                : Evaluate(node, index, [.. node.Inputs.Select(input => values[input])]);
        }

        return [.. shaped.Graph.Outputs.Select(output => values[output.Node])];
    }

    private double[] Evaluate(GraphNode node, int index, double[][] inputs)
    {
        var (from, to) = (shaped.Types[node.Inputs[0]], shaped.Types[index]);
        return node.Operation switch
        {
            Convolution conv => Convolve(node.Name, conv.Window, inputs[0], from, to, conv.Bias, depthwise: false),
            Depthwise depthwise => Convolve(node.Name, depthwise.Window, inputs[0], from, to, depthwise.Bias, depthwise: true),
            Dense dense => Convolve(node.Name, new Window(Extent.One, Extent.One, Extent.One, Padding.Valid), inputs[0], from, to, dense.Bias, depthwise: false, TensorRole.DenseKernel),
            BatchNorm norm => Normalise(node.Name, norm.Epsilon, inputs[0], to.Channels),
            Activate { Function: Activation.Relu } => [.. inputs[0].Select(value => Math.Max(value, 0))],
            Activate => [.. inputs[0].Select(value => Math.Clamp(value, 0, 6))],
            MaxPool pool => Pool(pool.Window, inputs[0], from, to, taps => taps.Max()),
            AveragePool pool => Pool(pool.Window, inputs[0], from, to, taps => taps.Average()),
            GlobalAveragePool => [.. Enumerable.Range(0, to.Channels).Select(channel => Enumerable.Range(0, from.Pixels).Average(pixel => inputs[0][(pixel * from.Channels) + channel]))],
            Upsample upsample => Enlarge(upsample, inputs[0], from, to),
            Add => [.. Enumerable.Range(0, to.Length).Select(element => inputs.Sum(input => input[element]))],
            Concat => [.. Enumerable.Range(0, to.Pixels).SelectMany(pixel => inputs.SelectMany(input => input.Skip(pixel * (input.Length / to.Pixels)).Take(input.Length / to.Pixels)))],
            Softmax => [.. Enumerable.Range(0, to.Pixels).SelectMany(pixel => Share([.. inputs[0].Skip(pixel * to.Channels).Take(to.Channels)]))],
            Dropout or Flatten => inputs[0],
            _ => throw new InvalidOperationException(node.Operation.Kind),
        };
    }

    private float[] Weight(string name, TensorRole role, params int[] shape) => weights.Read(new TensorSlot(name, role, [.. shape]));

    private double[] Convolve(string name, Window window, double[] input, TensorType from, TensorType to, bool hasBias, bool depthwise, TensorRole role = TensorRole.Kernel)
    {
        var (height, width) = (window.Kernel.Height, window.Kernel.Width);
        var kernel = depthwise
            ? Weight(name, TensorRole.DepthwiseKernel, to.Channels, 1, height, width)
            : Weight(name, role, to.Channels, from.Channels, height, width);
        var bias = hasBias ? Weight(name, TensorRole.Bias, to.Channels) : new float[to.Channels];
        var output = new double[to.Length];
        foreach (var (position, channel, row, column) in Positions(to))
        {
            double sum = bias[channel];
            foreach (var (ky, kx, pixel) in Taps(window, from, row, column))
            {
                for (var source = depthwise ? channel : 0; source < (depthwise ? channel + 1 : from.Channels); source++)
                {
                    var weight = depthwise
                        ? kernel[(((channel * height) + ky) * width) + kx]
                        : kernel[(((((channel * from.Channels) + source) * height) + ky) * width) + kx];
                    sum += weight * input[(pixel * from.Channels) + source];
                }
            }

            output[position] = sum;
        }

        return output;
    }

    private double[] Normalise(string name, double epsilon, double[] input, int channels)
    {
        var (gamma, beta) = (Weight(name, TensorRole.Gamma, channels), Weight(name, TensorRole.Beta, channels));
        var (mean, variance) = (Weight(name, TensorRole.Mean, channels), Weight(name, TensorRole.Variance, channels));
        return [.. input.Select((value, index) => ((value - mean[index % channels]) / Math.Sqrt(variance[index % channels] + epsilon) * gamma[index % channels]) + beta[index % channels])];
    }

    private static double[] Pool(Window window, double[] input, TensorType from, TensorType to, Func<IEnumerable<double>, double> reduce)
    {
        var output = new double[to.Length];
        foreach (var (position, channel, row, column) in Positions(to))
        {
            output[position] = reduce(Taps(window, from, row, column).Select(tap => input[(tap.Pixel * from.Channels) + channel]));
        }

        return output;
    }

    private static double[] Enlarge(Upsample upsample, double[] input, TensorType from, TensorType to)
    {
        var output = new double[to.Length];
        foreach (var (position, channel, row, column) in Positions(to))
        {
            double At(int y, int x) => input[(((Math.Clamp(y, 0, from.Height - 1) * from.Width) + Math.Clamp(x, 0, from.Width - 1)) * from.Channels) + channel];
            if (upsample.Method == Interpolation.Nearest)
            {
                output[position] = At(row / upsample.Factor.Height, column / upsample.Factor.Width);
                continue;
            }

            var (y, x) = (((row + 0.5) / upsample.Factor.Height) - 0.5, ((column + 0.5) / upsample.Factor.Width) - 0.5);
            var (top, left) = ((int)Math.Floor(y), (int)Math.Floor(x));
            var (down, across) = (y - top, x - left);
            output[position] = (((At(top, left) * (1 - across)) + (At(top, left + 1) * across)) * (1 - down))
                + (((At(top + 1, left) * (1 - across)) + (At(top + 1, left + 1) * across)) * down);
        }

        return output;
    }

    private static IEnumerable<double> Share(double[] scores)
    {
        var sum = scores.Sum(score => Math.Exp(score - scores.Max()));
        return scores.Select(score => Math.Exp(score - scores.Max()) / sum);
    }

    private static IEnumerable<(int Position, int Channel, int Row, int Column)> Positions(TensorType type) =>
        Enumerable.Range(0, type.Length).Select(position => (position, position % type.Channels, position / type.Channels / type.Width, position / type.Channels % type.Width));

    private static IEnumerable<(int Ky, int Kx, int Pixel)> Taps(Window window, TensorType from, int row, int column)
    {
        var margins = window.Margins(from);
        for (var ky = 0; ky < window.Kernel.Height; ky++)
        {
            for (var kx = 0; kx < window.Kernel.Width; kx++)
            {
                var y = (row * window.Stride.Height) - margins.Top + (ky * window.Dilation.Height);
                var x = (column * window.Stride.Width) - margins.Left + (kx * window.Dilation.Width);
                if (y >= 0 && y < from.Height && x >= 0 && x < from.Width)
                {
                    yield return (ky, kx, (y * from.Width) + x);
                }
            }
        }
    }
}
