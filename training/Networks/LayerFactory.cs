using System.Numerics;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Training.Layers;
using MobileNetGen.Training.Tensors;
using SplitMix64 = MobileNetGen.Weights.SplitMix64;

namespace MobileNetGen.Training.Networks;

/// <summary>Makes the layer of a node, with fresh parameters: kernels after He et al. (arXiv:1502.01852), biases zero.</summary>
internal sealed class LayerFactory<T>(ShapedGraph graph, int seed)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <exception cref="NotSupportedException">The operation is one that training does not know.</exception>
    public Layer<T> Create(int index)
    {
        var node = graph.Graph.Nodes[index];
        var inputs = graph.InputTypes(index);
        var (input, output) = (inputs[0], graph.Types[index]);
        return node.Operation switch
        {
            Convolution convolution => new ConvolutionLayer<T>(
                new WindowMap(convolution.Window, input, output),
                ConvolutionKernel(index, convolution, input.Channels),
                Bias(node.Name, convolution.Bias, convolution.Filters)),
            Depthwise { Multiplier: 1 } depthwise => new DepthwiseLayer<T>(
                new WindowMap(depthwise.Window, input, output),
                DepthwiseKernel(index, depthwise, input.Channels),
                Bias(node.Name, depthwise.Bias, input.Channels)),
            Dense dense =>
                new DenseLayer<T>(input.Length, dense.Units, DenseKernel(index, input.Length, dense.Units), Bias(node.Name, dense.Bias, dense.Units)),
            BatchNorm norm => new BatchNormLayer<T>(node.Name, input.Pixels, input.Channels, norm.Epsilon),
            Activate { Activation.Function: ActivationFunction.Relu } => new ActivationLayer<T>(input.Length, T.PositiveInfinity),
            Activate { Activation.Function: ActivationFunction.Relu6 } => new ActivationLayer<T>(input.Length, T.CreateTruncating(6)),
            MaxPool pool => new MaxPoolLayer<T>(new WindowMap(pool.Window, input, output)),
            AveragePool { CountIncludePad: false } pool => new AveragePoolLayer<T>(new WindowMap(pool.Window, input, output)),
            GlobalAveragePool => new GlobalAveragePoolLayer<T>(input),
            Upsample upsample => new UpsampleLayer<T>(upsample, input, output),
            Add when inputs.All(other => other == output) => new AddLayer<T>(inputs.Count, output.Length),
            Concat => new ConcatLayer<T>(inputs, output),
            Dropout dropout => new DropoutLayer<T>(input.Length, dropout.Rate, unchecked((seed * 31) + index)),
            Flatten => new FlattenLayer<T>(input.Length),
            Softmax => new SoftmaxLayer<T>(input.Length, input.Channels),
            _ => throw new NotSupportedException($"\"{node.Name}\" is a layer \"{node.Operation.DisplayText}\", which cannot be trained."),
        };
    }

    private Parameter<T> ConvolutionKernel(int index, Convolution convolution, int inputs)
    {
        var (taps, outputs) = (convolution.Window.Kernel, convolution.Filters);
        return new Parameter<T>(
            Name(index),
            [outputs, inputs, taps.Height, taps.Width],
            Random(index, taps.Area * inputs * outputs, taps.Area * inputs),
            decays: true,
            values =>
        {
            var file = new T[values.Length];
            for (var at = 0; at < values.Length; at++)
            {
                var (tap, input, output) = (at / (inputs * outputs), at / outputs % inputs, at % outputs);
                file[(((output * inputs) + input) * taps.Area) + tap] = values[at];
            }

            return file;
        });
    }

    private Parameter<T> DepthwiseKernel(int index, Depthwise depthwise, int channels)
    {
        var taps = depthwise.Window.Kernel;
        return new Parameter<T>(
            Name(index),
            [channels, 1, taps.Height, taps.Width],
            Random(index, taps.Area * channels, taps.Area),
            decays: true,
            values => Transposition.Of<T>(values, channels));
    }

    private Parameter<T> DenseKernel(int index, int inputs, int units) =>
        new(Name(index), [units, inputs], Random(index, inputs * units, 2 * inputs), decays: true, values => Transposition.Of<T>(values, units));

    private static Parameter<T>? Bias(string name, bool wanted, int count) =>
        wanted ? new Parameter<T>(name + ".bias", [count], new T[count], decays: false) : null;

    private string Name(int index) => graph.Graph.Nodes[index].Name + ".weight";

    /// <summary>Normal with the variance 2 / fan-in.</summary>
    private T[] Random(int index, int count, int fanIn)
    {
        var random = SplitMix64.For(seed, index);
        var deviation = Math.Sqrt(2.0 / fanIn);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(deviation * random.NextNormal()))];
    }
}
