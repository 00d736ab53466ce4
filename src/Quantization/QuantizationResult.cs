using MobileNetGen.Networks.Writing;

namespace MobileNetGen.Quantization;

/// <summary>A network of integers, and how good it is.</summary>
public sealed class QuantizationResult
{
    private readonly Agreement _agreement;

    internal QuantizationResult(WrittenNetwork network, Agreement agreement, RunTimes times) =>
        (Description, Tensors, _agreement, FloatTime, IntegerTime) =
        (network.Description, network.Tensors, agreement, TimeSpan.FromMilliseconds(times.Floats), TimeSpan.FromMilliseconds(times.Integers));

    /// <summary>Its description, the text of a <c>network.json</c>: an input of the same shape and preprocessing, outputs of the same names.</summary>
    public string Description { get; }

    /// <summary>Its weights: integers, and the scales and zero points by which they stand for floats.</summary>
    public IReadOnlyList<NamedTensor> Tensors { get; }

    /// <summary>Bytes of the file that <see cref="WriteWeights"/> writes without metadata of the caller's.</summary>
    public long WeightsBytes => SafetensorsWriter.LengthOf(Tensors);

    /// <summary>Names of the convolutions and dense layers that stayed floats, in the network's order.</summary>
    public IReadOnlyList<string> FloatLayers { get; internal init; } = [];

    /// <summary>On how many inputs it was made.</summary>
    public int CalibrationCount { get; internal init; }

    /// <summary>On how many inputs it was compared with the network of floats.</summary>
    public int EvaluationCount => _agreement.Images;

    /// <summary>True if these were given apart from those that it was made on.</summary>
    public bool IsHeldOut { get; internal init; }

    /// <summary>On how many inputs the first output's largest element is the same as with floats; null where that output is no vector.</summary>
    public int? SameTop => _agreement.SameTop;

    /// <summary>
    /// Signal to noise of the first output before its softmax, in decibels: the mean over the inputs. Each one's mean is left out, since only differences of
    /// logits count.
    /// </summary>
    public double SignalToNoise => _agreement.Logits;

    /// <summary>Signal to noise of each layer of integers, the worst first.</summary>
    public IReadOnlyList<LayerNoise> Layers => _agreement.Layers;

    /// <summary>How long an input takes with floats on one thread of this machine: the median of runs, in turns with those of integers.</summary>
    public TimeSpan FloatTime { get; }

    /// <summary>How long it takes with integers.</summary>
    public TimeSpan IntegerTime { get; }

    /// <summary>Writes the weights as a safetensors file, which the description names by its hash.</summary>
    /// <param name="stream">Where to; it is not closed.</param>
    /// <param name="metadata">Texts for the file's metadata, or null.</param>
    /// <exception cref="ArgumentException">The metadata has a key of those that the file has by itself.</exception>
    public void WriteWeights(Stream stream, IReadOnlyDictionary<string, string>? metadata = null) => SafetensorsWriter.Write(stream, Tensors, metadata);
}
