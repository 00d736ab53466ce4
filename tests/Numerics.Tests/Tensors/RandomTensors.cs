using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Tool.Export;

namespace MobileNetGen.Numerics.Tests.Tensors;

/// <summary>
/// Made-up weights for every layer of a graph, the same for one seed: kernels after He et al. (arXiv:1502.01852), batch-norm statistics as
/// training leaves them.
/// </summary>
internal sealed class RandomTensors : DrawnTensors
{
    private RandomTensors(int seed)
        : base(seed)
    {
    }

    public static TensorSet For(ShapedGraph shaped, int seed)
    {
        var made = new RandomTensors(seed);
        for (var node = 0; node < shaped.Types.Count; node++)
        {
            made.AddFor(shaped, node);
        }

        return new TensorSet(made.Tensors);
    }

    private void AddFor(ShapedGraph shaped, int index)
    {
        var (name, channels) = (shaped.Graph.Nodes[index].Name, shaped.Types[index].Channels);
        switch (shaped.Graph.Nodes[index].Operation)
        {
            case Convolution { Window.Kernel: var kernel } convolution:
                AddKernel(name, convolution.Bias, channels, shaped.InputTypes(index)[0].Channels, kernel.Height, kernel.Width);
                break;
            case GroupedConvolution { Window.Kernel: var kernel } convolution:
                AddKernel(name, convolution.Bias, channels, shaped.InputTypes(index)[0].Channels / convolution.Groups, kernel.Height, kernel.Width);
                break;
            case Depthwise { Window.Kernel: var kernel } depthwise:
                AddKernel(name, depthwise.Bias, channels, 1, kernel.Height, kernel.Width);
                break;
            case ConvTranspose convolution:
                AddTransposedKernel(name, convolution, channels, shaped.InputTypes(index)[0].Channels);
                break;
            case Dense dense:
                AddKernel(name, dense.Bias, channels, shaped.InputTypes(index)[0].Channels);
                break;
            case ConstantMap { Shape: var map }:
                Add(name + ".weight", () => Between(-1, 1), map.Height, map.Width, map.Channels);
                break;
            case PRelu:
                Add(name + ".weight", () => Between(0, 0.5), channels);
                break;
            case BatchNorm:
                Add(name + ".weight", () => Between(0.7, 1.3), channels);
                Add(name + ".bias", () => Between(-0.2, 0.2), channels);
                Add(name + ".running_mean", () => Between(-0.3, 0.3), channels);

                // Near what the kernels make, as in a trained network: else differences grow from layer to layer.
                Add(name + ".running_var", () => Math.Exp(Between(-0.7, 0.4)), channels);
                break;
        }
    }

    private void AddTransposedKernel(string name, ConvTranspose convolution, int outputs, int inputs)
    {
        var kernel = convolution.Window.Kernel;
        var spread = Math.Sqrt(6.0 / (kernel.Area * (inputs / convolution.Groups)));
        Add(name + ".weight", () => Between(-spread, spread), inputs, outputs / convolution.Groups, kernel.Height, kernel.Width);
        if (convolution.Bias)
        {
            Add(name + ".bias", () => Between(-0.5, 0.5), outputs);
        }
    }

    private void AddKernel(string name, bool bias, int outputs, int inputs, params int[] window)
    {
        var spread = Math.Sqrt(6.0 / window.Aggregate(inputs, (product, extent) => product * extent));
        Add(name + ".weight", () => Between(-spread, spread), [outputs, inputs, .. window]);
        if (bias)
        {
            Add(name + ".bias", () => Between(-0.5, 0.5), outputs);
        }
    }
}
