using MobileNetGen.Generator.Graph;
using MobileNetGen.Training.Layers;
using MobileNetGen.Training.Networks;
using MobileNetGen.Training.Optimisation;
using MobileNetGen.Training.Tensors;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Training.Tests;

/// <summary>Compares the backward pass, in double, with central differences of the forward pass.</summary>
internal static class GradientCheck
{
    private const int Images = 3;
    private const double Step = 1e-6;
    private const double Tolerance = 1e-6;

    /// <summary>
    /// Checks every parameter. The network's first layer should have parameters and the layer under test should stand
    /// after it, so that its input gradient is checked as well.
    /// </summary>
    /// <param name="graph">A network that ends in softmax.</param>
    /// <param name="amplitude">The deviation of the input's values.</param>
    public static void Run(ShapedGraph graph, double amplitude = 1)
    {
        var network = new TrainableNetwork<double>(graph, seed: 3, Images);
        var random = new SplitMix64(5);
        for (var index = 0; index < network.Pixels.Length; index++)
        {
            network.Pixels[index] = amplitude * random.NextNormal();
        }

        foreach (var parameter in network.Parameters.Where(parameter => !parameter.Decays))
        {
            // Biases of zero and scales of one would hide a wrong gradient.
            for (var index = 0; index < parameter.Values.Length; index++)
            {
                parameter.Values[index] += random.NextBetween(-0.3, 0.3);
            }
        }

        // One step number: dropout has one mask for all evaluations.
        var batch = new Batch(Images, Training: true, Step: 1, new Chunks(2));
        var labels = Enumerable.Range(0, Images).Select(image => image % network.Classes).ToArray();
        Loss(network, batch, labels);
        network.Backward(batch);
        Assert.NotEmpty(network.Parameters);
        foreach (var parameter in network.Parameters)
        {
            // A bias before batch normalisation has no gradient; every kernel has one.
            Assert.True(!parameter.Decays || parameter.Gradient.Any(slope => Math.Abs(slope) > 1e-4), $"{parameter.Name} has no gradient");
            for (var index = 0; index < parameter.Values.Length; index++)
            {
                var value = parameter.Values[index];
                parameter.Values[index] = value + Step;
                var above = Loss(network, batch, labels);
                parameter.Values[index] = value - Step;
                var below = Loss(network, batch, labels);
                parameter.Values[index] = value;
                var expected = (above - below) / (2 * Step);
                var difference = Math.Abs(parameter.Gradient[index] - expected);
                Assert.True(
                    difference <= Tolerance * Math.Max(1, Math.Abs(expected)),
                    $"{parameter.Name}[{index}]: the backward pass says {parameter.Gradient[index]:R}, differences say {expected:R}");
            }
        }
    }

    private static double Loss(TrainableNetwork<double> network, Batch batch, int[] labels)
    {
        network.Forward(batch);
        return new CrossEntropy(Smoothing: 0.1).Apply<double>(network.Logits, labels, network.LogitsGradient).Loss;
    }
}
