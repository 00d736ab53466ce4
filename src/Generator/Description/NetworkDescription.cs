using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>What the user wrote, read but not yet resolved. JSON and attributes both end here.</summary>
internal sealed record NetworkDescription(
    string Name,
    double Width,
    LayerDefaults Defaults,
    EquatableArray<InputDescription> Inputs,
    EquatableArray<LayerDescription> Layers,
    EquatableArray<OutputDescription> Outputs)
{
    /// <summary>The SHA-256 of the data of the weights that it was imported with, or null if it does not say.</summary>
    public string? WeightsHash { get; init; }

    public Precision Precision { get; init; }

    public IntegerArithmetic Arithmetic { get; init; }
}

/// <param name="Precision">What its elements are where they are not what the network's are.</param>
internal sealed record InputDescription(
    string Name,
    int Height,
    int Width,
    int Channels,
    Preprocessing? Preprocessing,
    string Path,
    Precision? Precision = null);

/// <summary>What layers that convolve take where they say nothing themselves.</summary>
internal sealed record LayerDefaults(Padding? Padding, double? Epsilon, Activation? Activation, bool? Bias, bool? BatchNorm)
{
    public static readonly LayerDefaults None = new(null, null, null, null, null);
}

/// <param name="Inputs">Names of inputs or layers; null for the layer before, or the network's input for the first.</param>
internal sealed record LayerDescription(string Kind, string? Name, EquatableArray<string>? Inputs, int Repeat, ObjectNode Properties, string Path);

internal sealed record OutputDescription(string Name, string Layer, string Path);
