using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Keras' layers with factors and summands that are known.</summary>
internal static class KerasNormalisations
{
    private const double LeastDeviation = 1e-7;

    public static IEnumerable<KerasKind> Kinds =>
    [
        new("BatchNormalization", "axis epsilon scale center renorm=false momentum~ beta_initializer~ gamma_initializer~ moving_mean_initializer~ moving_variance_initializer~ beta_regularizer~ gamma_regularizer~ beta_constraint~ gamma_constraint~ synchronized~ renorm_clipping~ renorm_momentum~ fused~ virtual_batch_size~ mode=0", BatchNormalization)
        {
            Weights = "gamma?scale beta?center -moving_mean -moving_variance",
            Training = KerasTraining.Statistics,
            Limits = "Along the channels.",
        },
        new("Normalization", "axis mean variance invert", Normalization) { Weights = "-mean!mean -variance!mean -count!mean", TakesIntegers = true, Limits = "One mean and variance for each channel, or one for all." },
        new("SpectralNormalization", "layer power_iterations~", Spectral) { Training = KerasTraining.Statistics, Limits = "In .keras files." },
        new("Rescaling", "scale offset", Rescaling) { TakesIntegers = true, Limits = "One factor and summand for each channel, or one for all." },
    ];

    private static Symbol BatchNormalization(KerasLayer layer)
    {
        var (mean, variance) = (layer.Weight("moving_mean").Floats, layer.Weight("moving_variance").Floats);
        var gamma = layer.Flag("scale", true) ? layer.Weight("gamma").Floats : [.. Enumerable.Repeat(1f, mean.Length)];
        var beta = layer.Flag("center", true) ? layer.Weight("beta").Floats : new float[mean.Length];
        return Normalising.BatchNorm(layer.Sketch, layer.Name, layer.Input, gamma, beta, mean, variance, layer.Number("epsilon", 1e-3), layer.Integer("axis", -1));
    }

    /// <summary>The layer's kernel was divided by its norm when it was trained.</summary>
    private static Value Spectral(KerasLayer layer)
    {
        var entry = KerasEntries.Held(layer.Find("layer") ?? throw new ToolException("it holds no layer."), layer.Entry.Path + "/layer", layer.Name);
        return KerasLayers.Find(entry) is { } kind && entry.Origin.IsKeras
            ? layer.Held(entry, kind, layer.Input, entry.Name)
            : throw new ToolException($"it holds the layer {entry.Origin.Shown}, which is not supported.");
    }

    /// <summary>Bytes in, with the scale in the network: the network's own input is bytes.</summary>
    private static Value Rescaling(KerasLayer layer)
    {
        layer.SayBytes();
        return Floats(layer, layer.Numbers("scale") ?? Constant.Scalar(1), layer.Numbers("offset") ?? Constant.Scalar(0));
    }

    /// <summary><c>(x − mean) / max(√variance, 1e-7)</c>, or its inverse.</summary>
    private static Value Normalization(KerasLayer layer)
    {
        int[] axes = layer.Has("axis") ? [.. layer.Integers("axis").Select(axis => Reshaping.Axis(axis, layer.Input.Shape.Count))] : [];
        var mean = Spread(layer, layer.Numbers("mean") ?? layer.Weight("mean"), axes);
        var deviation = Constants.Map(Spread(layer, layer.Numbers("variance") ?? layer.Weight("variance"), axes), value => Math.Max(Math.Sqrt(value), LeastDeviation));
        return layer.Flag("invert", false)
            ? Floats(layer, deviation, mean)
            : Floats(layer, Constants.Map(deviation, value => 1 / value), Constants.Zip(mean, deviation, (value, divisor) => -value / divisor));
    }

    /// <summary>Numbers for the axes that have their own, with an axis of 1 for each of the others.</summary>
    private static Constant Spread(KerasLayer layer, Constant numbers, int[] axes)
    {
        var shape = layer.Input.Shape.Select((extent, axis) => axes.Contains(axis) ? extent : 1).ToList();
        return numbers.Values.Length == 1 ? Constant.Scalar(numbers.Number)
            : numbers.Values.Length == Constant.LengthOf(shape) ? new Constant(shape, numbers.Values)
            : throw new ToolException($"its {numbers.Values.Length} means or variances do not fit the axes [{string.Join(", ", axes)}] of {layer.Input.ShownShape}.");
    }

    private static Value Floats(KerasLayer layer, Constant scale, Constant shift) =>
        Elementwise.Affine(layer.Sketch, layer.Name, layer.Tensor with { Element = ModelElementType.Float32 }, scale, shift);
}
