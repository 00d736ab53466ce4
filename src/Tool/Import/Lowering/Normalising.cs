using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Layers with a number for each channel.</summary>
internal static class Normalising
{
    /// <param name="sketch">Where the node goes.</param>
    /// <param name="name">Its name.</param>
    /// <param name="input">The tensor.</param>
    /// <param name="gamma">The factor of each channel.</param>
    /// <param name="beta">The summand of each channel.</param>
    /// <param name="mean">The mean of each channel.</param>
    /// <param name="variance">The variance of each channel.</param>
    /// <param name="epsilon">What is added to variances.</param>
    /// <param name="axis">The axis of the channels.</param>
    public static Symbol BatchNorm(GraphSketch sketch, string name, Value input, float[] gamma, float[] beta, float[] mean, float[] variance, double epsilon, int axis)
    {
        var tensor = ChannelsOf(sketch, input, axis);
        if (!new[] { gamma, beta, mean, variance }.All(values => values.Length == gamma.Length) || gamma.Length != sketch.TypeOf(tensor.Node).Channels || epsilon is not (> 0 and <= 1))
        {
            throw new ToolException($"a batch normalisation of {gamma.Length} channels with epsilon {epsilon} does not fit {input.ShownShape}.");
        }

        var tensors = new Dictionary<string, Tensor>
        {
            ["weight"] = Tensor.Vector(gamma),
            ["bias"] = Tensor.Vector(beta),
            ["running_mean"] = Tensor.Vector(mean),
            ["running_var"] = Tensor.Vector(variance),
        };
        return tensor with { Node = sketch.Add(name, new BatchNorm(Shorter(epsilon)), [tensor.Node], tensors) };
    }

    public static Symbol PRelu(GraphSketch sketch, string name, Value input, Constant slope)
    {
        var tensor = input as Symbol ?? throw new ToolException("an activation of a constant is not supported.");
        var slopes = Elementwise.PerChannel(sketch, tensor, slope);
        var tensors = new Dictionary<string, Tensor> { ["weight"] = Tensor.Vector(slopes) };
        return tensor with { Node = sketch.Add(name, new PRelu(), [tensor.Node], tensors) };
    }

    private static Symbol ChannelsOf(GraphSketch sketch, Value input, int axis) =>
        input is Symbol tensor && Views.ChannelFactors(sketch, tensor) is { } channels && tensor.Dims[Reshaping.Axis(axis, tensor.Dims.Length)].SequenceEqual(channels)
            ? tensor
            : throw new ToolException($"a batch normalisation of {input.ShownShape} along the axis {axis} is not supported; along the channels, it is.");

    /// <summary>Epsilon as it was written before it became a float: 0.001 and not 0.0010000000474974513.</summary>
    private static double Shorter(double epsilon) => double.Parse(((float)epsilon).ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
