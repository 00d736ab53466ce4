namespace MobileNetGen.Tool.Export;

/// <summary>The floats that integers of weights stand for, where engines have no integers.</summary>
internal static class RealWeights
{
    /// <summary>The kernel of a transposed convolution: inputs, outputs of a group, rows, columns.</summary>
    public static float[] OfTransposed(TensorSet weights, string layer, int groups)
    {
        var kernel = weights.Named(layer + ".weight");
        var (inputs, outputs, taps) = (kernel.Shape[0], kernel.Shape[1], kernel.Shape[2] * kernel.Shape[3]);
        return Of(kernel, weights[layer + ".weight_scale"], Zeros(weights, layer + ".weight_zero_point"), place =>
            (place / (outputs * taps) / (inputs / groups) * outputs) + (place / taps % outputs));
    }

    /// <summary>The slopes of a parametric ReLU.</summary>
    public static float[] OfSlopes(TensorSet weights, string layer) =>
        Of(weights.Named(layer + ".weight"), weights[layer + ".weight_scale"], Zeros(weights, layer + ".weight_zero_point"), _ => 0);

    /// <summary>A map that is a constant.</summary>
    public static float[] OfMap(TensorSet weights, string layer) =>
        Of(weights.Named(layer + ".weight"), weights[layer + ".output_scale"], Zeros(weights, layer + ".output_zero_point"), _ => 0);

    private static int[] Zeros(TensorSet weights, string name) => weights.Has(name) ? weights.Named(name).Integers.ToArray() : [];

    private static float[] Of(NamedTensor integers, float[] scales, int[] zeros, Func<int, int> channel) =>
        [.. integers.Integers.ToArray().Select((integer, place) => (integer - zeros.ElementAtOrDefault(channel(place))) * scales[channel(place)])];
}
