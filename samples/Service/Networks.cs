using MobileNetGen.Sample.Hosting;
using MobileNetGen.Sample.Images;

namespace MobileNetGen.Samples.Service;

/// <summary>The networks that the service can serve, each with its own way of looking at images.</summary>
internal static class Networks
{
    /// <summary>Loads the network that the settings ask for: once, since any number of requests may run it at the same time.</summary>
    public static Classifier Open(Settings settings) => settings.Weights is { } weights
        ? new Classifier<PhotoNetwork>(PhotoNetwork.Create(WeightSource.FromFile(weights)), settings.Labels is { } labels ? Labels.FromFile(labels, PhotoNetwork.OutputLength) : null, null)
        : new Classifier<DigitsNetwork>(
            DigitsNetwork.Create(WeightSource.FromResource(typeof(Networks).Assembly, "digits.safetensors")),
            Labels.FromLines(Enumerable.Range(0, DigitsNetwork.OutputLength).Select(digit => $"{digit}")),
            DigitFraming.Apply);
}

[GeneratedNetwork("digits.json")]
internal sealed partial class DigitsNetwork;

[GeneratedNetwork]
[NetworkPreset("mobilenet-v1", Width = 0.25, Resolution = 128)]
internal sealed partial class PhotoNetwork;
