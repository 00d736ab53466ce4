using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Tool.Import.Lowering;

/// <summary>Layers with a number for each channel.</summary>
internal static class NormalizationLowering
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
    public static Symbol BatchNorm(
        GraphSketch sketch,
        string name,
        Value input,
        float[] gamma,
        float[] beta,
        float[] mean,
        float[] variance,
        double epsilon,
        int axis)
    {
        var tensor = input as Symbol ?? throw new ToolException("a batch normalisation of a constant is not supported.");
        var at = Reshaping.Axis(axis, tensor.Dims.Length);
        if (!new[] { gamma, beta, mean, variance }.All(values => values.Length == gamma.Length)
            || gamma.Length != tensor.Shape[at]
            || epsilon is not (>= 0 and <= float.MaxValue))
        {
            throw new ToolException($"a batch normalisation of {gamma.Length} channels with epsilon {epsilon} does not fit the axis {at} of "
                + $"{input.DisplayShape}.");
        }

        if (Views.ChannelFactors(sketch, tensor) is not { } channels || !tensor.Dims[at].SequenceEqual(channels))
        {
            return AlongAnyAxis(sketch, name, tensor, [.. gamma.Select((factor, index) => factor / Math.Sqrt(variance[index] + epsilon))], beta, mean, at);
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

    /// <summary>A slope below 0 for each channel; slopes that differ from place to place multiply what is below 0, which is added to what is above.</summary>
    public static Value PRelu(GraphSketch sketch, string name, Value input, Constant slope)
    {
        var tensor = input as Symbol ?? throw new ToolException("an activation of a constant is not supported.");
        if (!Elementwise.IsPerChannel(sketch, tensor, slope))
        {
            var below = Elementwise.Multiply(sketch, $"{name}_sloped", Elementwise.Clip(sketch, $"{name}_below", tensor, double.NegativeInfinity, 0), slope);
            return Elementwise.Add(sketch, name, Elementwise.Activate(sketch, $"{name}_above", tensor, Activation.Relu), below);
        }

        var slopes = Elementwise.PerChannel(sketch, tensor, slope);
        var tensors = new Dictionary<string, Tensor> { ["weight"] = Tensor.Vector(slopes) };
        return tensor with { Node = sketch.Add(name, new PRelu(), [tensor.Node], tensors) };
    }

    private static Symbol AlongAnyAxis(GraphSketch sketch, string name, Symbol tensor, double[] scale, float[] beta, float[] mean, int axis)
    {
        int[] shape = [.. tensor.Shape.Select((extent, index) => index == axis ? extent : 1)];
        var scaled = Elementwise.Multiply(sketch, $"{name}_scaled", tensor, new Constant(shape, scale));
        return (Symbol)Elementwise.Add(sketch, name, scaled, new Constant(shape, [.. scale.Select((factor, index) => beta[index] - (mean[index] * factor))]));
    }

    /// <summary><c>(x − mean) / √(variance + epsilon)</c> with the mean and the variance of the elements along axes of each tensor.</summary>
    /// <exception cref="ToolException">Epsilon is negative.</exception>
    public static Value Standardise(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, double epsilon)
    {
        var mean = Reducing.Mean(sketch, $"{name}_mean", input, axes, keepsAxes: true);
        return ByRoot(sketch, name, Elementwise.Subtract(sketch, $"{name}_centred", input, mean), axes, epsilon);
    }

    /// <summary><c>x / √(mean of x² + epsilon)</c>.</summary>
    /// <exception cref="ToolException">Epsilon is negative.</exception>
    public static Value ByRoot(GraphSketch sketch, string name, Value input, IReadOnlyList<int> axes, double epsilon)
    {
        if (epsilon is not (>= 0 and < float.MaxValue))
        {
            throw new ToolException(FormattableString.Invariant($"its epsilon is {epsilon}; 0 or a positive number is accepted."));
        }

        var variance = Reducing.Mean(sketch, $"{name}_variance", Elementwise.Multiply(sketch, $"{name}_square", input, input), axes, keepsAxes: true);
        var root = Elementwise.Apply(
            sketch,
            $"{name}_deviation",
            Elementwise.Add(sketch, $"{name}_shifted", variance, Constant.Scalar(epsilon)),
            UnaryFunction.Sqrt);
        return Elementwise.Divide(sketch, name, input, root);
    }

    /// <summary>Epsilon as it was written before it became a float: 0.001 and not 0.0010000000474974513.</summary>
    private static double Shorter(double epsilon) =>
        double.Parse(((float)epsilon).ToString("R", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
}
