using MobileNetGen.Tool.Import;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>How bytes of an image become the input.</summary>
internal static class TfLiteNormalisation
{
    private const int Digits = 6;

    /// <summary>
    /// Integers of an image are its bytes, and their scale and zero point say what bytes mean; metadata that say something else are not followed.
    /// Of floats, the metadata say it, if there are any.
    /// </summary>
    /// <param name="input">The first input.</param>
    /// <param name="channels">How many channels it has.</param>
    /// <param name="graph">The metadata of the graph, or null.</param>
    /// <returns>Null where the file does not say; and a sentence on what was assumed.</returns>
    public static (PreprocessChoice? Preprocess, string? Note) Of(TfLiteTensor input, int channels, FlatTable? graph)
    {
        var said = graph is { } found ? Options(found) : null;
        if (input.Element is not (ModelElementType.Int8 or ModelElementType.UInt8))
        {
            return said is var (mean, deviation) ? OfMetadata(channels, mean, deviation) : (null, null);
        }

        var (least, most) = input.IsQuantised ? input.Integers.RealRange : input.Element.Value.Range();
        var choice = new PreprocessChoice(Math.Round(least, Digits), Math.Round(most, Digits), [], []);
        var step = (most - least) / byte.MaxValue;
        var contradicts = said is var (means, deviations) && means.Zip(deviations).Any(pair =>
            Math.Abs((-pair.First / pair.Second) - least) > step || Math.Abs(((byte.MaxValue - pair.First) / pair.Second) - most) > step);
        return (choice, contradicts
            ? $"the metadata say ({DisplayText(said!.Value)}) of bytes; the input's integers say {Number(choice.Low)} to {Number(choice.High)}, "
                + "and are followed"
            : null);
    }

    private static (PreprocessChoice?, string?) OfMetadata(int channels, double[] mean, double[] deviation)
    {
        var isValid = mean.All(double.IsFinite) && deviation.All(number => number > 0 && double.IsFinite(number));
        if (!isValid || mean.Length != deviation.Length || (mean.Length != 1 && mean.Length != channels))
        {
            var accepted = $"finite means and positive deviations, one or one for each of {channels} channels";
            return (null, $"the metadata's normalisation ({DisplayText((mean, deviation))}) is not followed: {accepted}, are accepted");
        }

        var isUniform = mean.Distinct().Count() == 1 && deviation.Distinct().Count() == 1;
        return (isUniform
            ? new PreprocessChoice(Math.Round(-mean[0] / deviation[0], Digits), Math.Round((byte.MaxValue - mean[0]) / deviation[0], Digits), [], [])
            : new PreprocessChoice(0, byte.MaxValue, mean, deviation), null);
    }

    /// <summary>Means and deviations of the first input, as they are written.</summary>
    private static (double[] Mean, double[] Deviation)? Options(FlatTable graph)
    {
        var units = graph.Tables(TfLiteFields.Metadata.SubgraphInputs, Limits.MaxPorts).Take(1)
            .SelectMany(input => input.Tables(TfLiteFields.Metadata.TensorProcessUnits, Limits.MaxPorts));
        foreach (var unit in units.Where(unit => unit.Byte(TfLiteFields.Metadata.ProcessOptionsType) == TfLiteFields.Metadata.NormalizationOptions))
        {
            if (unit.Table(TfLiteFields.Metadata.ProcessOptions) is { } options)
            {
                return (Numbers(options, TfLiteFields.Metadata.NormalizationMean), Numbers(options, TfLiteFields.Metadata.NormalizationDeviation));
            }
        }

        return null;
    }

    private static double[] Numbers(FlatTable options, int field) => [.. (options.Numbers(field) ?? []).Take(Limits.MaxPorts).Select(value => (double)value)];

    private static string DisplayText((double[] Mean, double[] Deviation) said) =>
        $"v − {string.Join(" ", said.Mean.Take(3).Select(Number))}) / ({string.Join(" ", said.Deviation.Take(3).Select(Number))}";

    private static string Number(double value) => value.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture);
}
