using System.Diagnostics.CodeAnalysis;
using MobileNetGen.Networks;
using MobileNetGen.Networks.Hosting;

namespace MobileNetGen.Quantization;

/// <summary>Makes networks of 8-bit integers out of networks of floats, after training.</summary>
public static class Quantizer
{
    private const string Why = "Networks are compiled in the process that quantizes them, against the framework's own files.";

    /// <summary>
    /// Quantizes a network. Weights have a scale for each output; what integers of activations stand for is what makes the squared error least; layers are
    /// rounded one after the other on what the layers before them really give, and their biases take what is left of the error in the mean. The same inputs
    /// give the same integers. It takes seconds to minutes, all cores, and compiled code that stays in memory until the process ends.
    /// </summary>
    /// <param name="description">The description of a network of floats with one input: the text of a <c>network.json</c>, a preset's too.</param>
    /// <param name="weights">Its weights, not packed.</param>
    /// <param name="calibration">
    /// Inputs like those that the network will see: rows, columns, channels, as long as its input. Twenty to a hundred are enough, and need no labels.
    /// </param>
    /// <param name="options">How; null for all layers as integers.</param>
    /// <param name="cancellationToken">Ends the work between two steps.</param>
    /// <returns>The network of integers, and how far it is from the one of floats.</returns>
    /// <exception cref="QuantizationException">
    /// The description has problems, integers or several inputs; a layer is named that is not there; no layer is left that integers could compute; a
    /// tensor of the network of floats has numbers that are not finite; or the evaluation has no input.
    /// </exception>
    /// <exception cref="WeightException">The weights are malformed, packed, or not the network's.</exception>
    /// <exception cref="ArgumentException">The calibration has no input, or an input is not as long as the network's.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="PlatformNotSupportedException">The program is native code or a single file.</exception>
    [RequiresUnreferencedCode(Why)]
    [RequiresDynamicCode(Why)]
    [RequiresAssemblyFiles(Why)]
    public static QuantizationResult Quantize(
        string description,
        WeightSource weights,
        IReadOnlyList<float[]> calibration,
        QuantizationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(calibration);
        if (calibration.Count == 0)
        {
            throw new ArgumentException("there is no input to make integers with; one or more are accepted, some twenty are enough.", nameof(calibration));
        }

        options ??= new QuantizationOptions();
        try
        {
            var model = FloatModel.Of(NetworkFile.Parse("the description", description), compiled: null, weights, options.AllowOtherWeights);
            return Quantize(model, calibration, options, cancellationToken);
        }
        catch (ToolException wrong)
        {
            throw new QuantizationException(wrong.Message, wrong);
        }
    }

    /// <summary>Quantizes a network that is read.</summary>
    /// <exception cref="ToolException">It cannot be quantized as the options say.</exception>
    /// <exception cref="ArgumentException">An input is not as long as the network's.</exception>
    internal static QuantizationResult Quantize(
        FloatModel model, IReadOnlyList<float[]> calibration, QuantizationOptions options, CancellationToken cancellationToken = default)
    {
        var task = new QuantizationTask(model, calibration, options, cancellationToken);
        foreach (var (index, input) in calibration.Index())
        {
            task.Required(input, index, nameof(calibration));
        }

        return task.Run();
    }
}
