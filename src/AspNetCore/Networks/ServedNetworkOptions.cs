using Microsoft.Extensions.Options;
using MobileNetGen.Imaging;
using MobileNetGen.ObjectDetection;

namespace MobileNetGen.AspNetCore;

/// <summary>
/// How a network is served. The section <c>Serving:Networks:NAME</c> of the configuration sets what is a number or a text, and
/// <c>Serving:Networks:NAME:Versions:VERSION</c> what differs between versions.
/// </summary>
public sealed class ServedNetworkOptions
{
    private WeightSource? _weights;
    private Labels? _labels;
    private Func<NetworkInfo, Func<IReadOnlyList<ReadOnlyMemory<float>>, IReadOnlyList<Detection>>>? _detector;

    /// <summary>The file of the weights: safetensors, or packed for the network.</summary>
    public string? Weights { get; set; }

    /// <summary>The file with a name for each class, one a line; null for classes without names.</summary>
    public string? Labels { get; set; }

    /// <summary>Threads that may work on one request. Requests run side by side, so that one thread each gives the most of them.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>The most examples of one request.</summary>
    public int MaxBatch { get; set; } = 64;

    /// <summary>
    /// The largest difference from the outputs that were packed with the weights with which the network still starts;
    /// null for no test, as weights that were not packed need it.
    /// </summary>
    public float? SelfTestTolerance { get; set; }

    /// <summary>True to accept weights other than those that the description was imported with.</summary>
    public bool AllowOtherWeights { get; set; }

    /// <summary>
    /// Seconds between two looks at the file of the weights, which replaces the network's when it has changed; 0 for none.
    /// A file that is watched is read into memory, and not mapped, so that it may be changed in any way.
    /// </summary>
    public double WatchSeconds { get; set; }

    /// <summary>
    /// What is done to an image before the description's preprocessing; null for nothing. The next request's image takes the place of this one:
    /// what is kept of it must be copied.
    /// </summary>
    public Func<RgbImage, RgbImage>? PrepareImage { get; set; }

    /// <summary>How boxes are made of the outputs; null for a network that classifies.</summary>
    internal Func<NetworkInfo, Func<IReadOnlyList<ReadOnlyMemory<float>>, IReadOnlyList<Detection>>>? GivenDetector() => _detector;

    /// <summary>Where weights come from that lie in no file. No property: configuration has no such values.</summary>
    internal WeightSource? GivenWeights() => _weights;

    /// <inheritdoc cref="GivenWeights"/>
    internal Labels? GivenLabels() => _labels;

    /// <summary>Takes weights that lie in no file, such as a resource's, where <see cref="Weights"/> is null.</summary>
    /// <param name="weights">Where they come from.</param>
    /// <returns>These options.</returns>
    public ServedNetworkOptions UseWeights(WeightSource weights)
    {
        _weights = weights;
        return this;
    }

    /// <summary>Takes names of classes that lie in no file, where <see cref="Labels"/> is null.</summary>
    /// <param name="labels">The names.</param>
    /// <returns>These options.</returns>
    public ServedNetworkOptions UseLabels(Labels labels)
    {
        _labels = labels;
        return this;
    }

    /// <summary>Makes boxes of the outputs of a single-shot detector, which <c>MapClassify</c> then answers in place of labels.</summary>
    /// <param name="detector">What follows the network: default boxes, probabilities, and which boxes are kept.</param>
    /// <param name="logits">The name of the output with a number a class for each default box.</param>
    /// <param name="regressions">The name of the output with four numbers for each default box.</param>
    /// <returns>These options.</returns>
    public ServedNetworkOptions UseDetector(SingleShotDetector detector, string logits, string regressions)
    {
        ArgumentNullException.ThrowIfNull(detector);
        _detector = network =>
        {
            var (classes, boxes) = (Output(network, logits), Output(network, regressions));
            return outputs => detector.Detect(outputs[classes].Span, outputs[boxes].Span);
        };
        return this;
    }

    /// <summary>Makes boxes of the outputs of any network that detects, which <c>MapClassify</c> then answers in place of labels.</summary>
    /// <param name="detect">
    /// From the outputs, in the description's order, to what was found, best first; boxes are shares of the network's input. It may be called from many
    /// threads at once.
    /// </param>
    /// <returns>These options.</returns>
    public ServedNetworkOptions UseDetector(Func<IReadOnlyList<ReadOnlyMemory<float>>, IReadOnlyList<Detection>> detect)
    {
        ArgumentNullException.ThrowIfNull(detect);
        _detector = _ => detect;
        return this;
    }

    private static int Output(NetworkInfo network, string name)
    {
        for (var index = 0; index < network.Outputs.Length; index++)
        {
            if (network.Outputs[index].Name == name)
            {
                return index;
            }
        }

        throw new OptionsValidationException(
            network.Name, typeof(ServedNetworkOptions), [
                $"{network.Name} has no output '{name}'; its outputs are {string.Join(", ", network.Outputs.Select(output => output.Name))}."]);
    }
}
