using MobileNetGen.Tool.Import;
using MobileNetGen.Tool.Import.Lowering;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Keras' layers with factors and summands that are known.</summary>
internal static class KerasNormalisations
{
    private const double MinDeviation = 1e-7;

    /// <summary>The root of the least sum of squares.</summary>
    private const double MinNorm = 1e-6;

    public static IEnumerable<KerasKind> Kinds =>
    [
        new("BatchNormalization", "axis epsilon scale center renorm=false momentum~ beta_initializer~ gamma_initializer~ moving_mean_initializer~ "
            + "moving_variance_initializer~ beta_regularizer~ gamma_regularizer~ beta_constraint~ gamma_constraint~ synchronized~ renorm_clipping~ "
            + "renorm_momentum~ fused~ virtual_batch_size~ mode=0", BatchNormalization)
        {
            Weights = "gamma?scale beta?center -moving_mean -moving_variance",
            Training = KerasTraining.Statistics,
        },
        new("GroupNormalization", "groups axis epsilon scale center beta_initializer~ gamma_initializer~ beta_regularizer~ gamma_regularizer~ "
            + "beta_constraint~ gamma_constraint~", Group) { Weights = "gamma?scale beta?center" },
        new("LayerNormalization", "axis epsilon scale center rms_scaling=false beta_initializer~ gamma_initializer~ beta_regularizer~ gamma_regularizer~ "
            + "beta_constraint~ gamma_constraint~", Layer) { Weights = "gamma?scale beta?center", Limits = "Over the last axes." },
        new("RMSNormalization", "axis epsilon", Rms) { Weights = "scale", Limits = "Over the last axes." },
        new("UnitNormalization", "axis", layer => Pooling.Normalise(layer.Sketch, layer.Name, layer.Input, Axes(layer), MinNorm)),
        new("Normalization", "axis mean variance invert", Normalization)
        {
            Weights = "-mean!mean -variance!mean -count!mean",
            TakesIntegers = true,
            Limits = "One mean and variance for each place of the axes, or one for all.",
        },
        new("SpectralNormalization", "layer power_iterations~", Spectral) { Training = KerasTraining.Statistics, Limits = "In .keras files." },
        new("Rescaling", "scale offset", Rescaling) { TakesIntegers = true, Limits = "One factor and summand for each channel, or one for all." },
    ];

    private static Symbol BatchNormalization(KerasLayer layer)
    {
        var (mean, variance) = (layer.Weight("moving_mean").Floats, layer.Weight("moving_variance").Floats);
        var gamma = layer.Flag("scale", true) ? layer.Weight("gamma").Floats : [.. Enumerable.Repeat(1f, mean.Length)];
        var beta = layer.Flag("center", true) ? layer.Weight("beta").Floats : new float[mean.Length];
        return NormalizationLowering.BatchNorm(
            layer.Sketch,
            layer.Name,
            layer.Input,
            gamma,
            beta,
            mean,
            variance,
            layer.Number("epsilon", 1e-3),
            layer.Integer("axis", -1));
    }

    private static int[] Axes(KerasLayer layer) => layer.Has("axis") && layer.Integers("axis") is { Count: > 0 } axes ? [.. axes] : [-1];

    /// <summary>Axes that are the last ones, in order, so that their factors stand as the layer's weights do.</summary>
    private static int[] LastAxes(KerasLayer layer)
    {
        var rank = layer.Input.Shape.Count;
        int[] axes = [.. Axes(layer).Select(axis => Reshaping.Axis(axis, rank))];
        return axes.SequenceEqual(Enumerable.Range(rank - axes.Length, axes.Length))
            ? axes
            : throw new ToolException($"its axis is [{string.Join(", ", axes)}] for {layer.Input.DisplayShape}; the last axes are accepted.");
    }

    private static Value Layer(KerasLayer layer) =>
        Scaled(
            layer,
            NormalizationLowering.Standardise(layer.Sketch, $"{layer.Name}/normal", layer.Input, LastAxes(layer), layer.Number("epsilon", 1e-3)),
            null);

    private static Value Rms(KerasLayer layer) => Elementwise.Multiply(
        layer.Sketch,
        layer.Name,
        NormalizationLowering.ByRoot(layer.Sketch, $"{layer.Name}/normal", layer.Input, LastAxes(layer), layer.Number("epsilon", 1e-6)),
        layer.Weight("scale"));

    /// <summary>The channels in groups, each with all pixels.</summary>
    private static Value Group(KerasLayer layer)
    {
        var shape = layer.Input.Shape;
        var (axis, said) = (Reshaping.Axis(layer.Integer("axis", -1), shape.Count), layer.Integer("groups", 32));
        var groups = said == -1 ? shape[axis] : said;
        if (groups < 1 || shape[axis] % groups != 0 || axis == 0)
        {
            throw new ToolException($"its groups are {said} for the axis {axis} of {layer.Input.DisplayShape}; a divisor of its extent is accepted.");
        }

        int[] split = [.. shape.Take(axis), groups, shape[axis] / groups, .. shape.Skip(axis + 1)];
        int[] others = [.. Enumerable.Range(1, split.Length - 1).Where(other => other != axis)];
        var normal = NormalizationLowering.Standardise(
            layer.Sketch,
            $"{layer.Name}/normal",
            Reshaping.Reshape(layer.Input, split),
            others,
            layer.Number("epsilon", 1e-3));
        return Scaled(layer, Reshaping.Reshape(normal, shape), axis);
    }

    /// <summary>With the layer's factors and summands, along an axis or, without one, as they are shaped.</summary>
    private static Value Scaled(KerasLayer layer, Value value, int? axis)
    {
        Constant Placed(Constant weight) => axis is { } at
            ? new Constant([.. value.Shape.Select((extent, index) => index == at ? extent : 1)], weight.Values)
            : weight;
        var scaled = layer.Flag("scale", true) ? Elementwise.Multiply(layer.Sketch, $"{layer.Name}/scaled", value, Placed(layer.Weight("gamma"))) : value;
        return layer.Flag("center", true) ? Elementwise.Add(layer.Sketch, $"{layer.Name}/shifted", scaled, Placed(layer.Weight("beta"))) : scaled;
    }

    /// <summary>The layer's kernel was divided by its norm when it was trained.</summary>
    private static Value Spectral(KerasLayer layer)
    {
        var entry = KerasEntries.Held(layer.Find("layer") ?? throw new ToolException("it holds no layer."), layer.Entry.Path + "/layer", layer.Name);
        return KerasLayers.Find(entry) is { } kind && entry.Origin.IsKeras
            ? layer.Held(entry, kind, layer.Input, entry.Name)
            : throw new ToolException($"it holds the layer {entry.Origin.DisplayText}, which is not supported.");
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
        var deviation = Constants.Map(
            Spread(layer, layer.Numbers("variance") ?? layer.Weight("variance"), axes),
            value => Math.Max(Math.Sqrt(value), MinDeviation));
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
            : throw new ToolException($"its {numbers.Values.Length} means or variances do not fit the axes [{string.Join(", ", axes)}] of "
                + $"{layer.Input.DisplayShape}.");
    }

    private static Value Floats(KerasLayer layer, Constant scale, Constant shift) =>
        Elementwise.ScaleShift(layer.Sketch, layer.Name, layer.Tensor with { Element = ModelElementType.Float32 }, scale, shift);
}
