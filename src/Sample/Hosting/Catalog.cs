using MobileNetGen.Sample.Images;

namespace MobileNetGen.Sample.Hosting;

/// <summary>The networks that the sample knows.</summary>
internal enum NetworkName
{
    Digits,
    DigitsInt8,
    Imagenet,
    Mobilenet,
}

/// <summary>A generated network, without its weights.</summary>
/// <param name="Info">What it is.</param>
/// <param name="Summary">Its layers as a table.</param>
/// <param name="Embedded">The name of the resource that holds its weights, or null.</param>
internal abstract record NetworkEntry(NetworkInfo Info, string Summary, string? Embedded, Func<Picture, Picture>? Frame)
{
    public abstract Classifier Create(WeightSource weights, Labels? labels, NetworkOptions options);

    /// <summary>Writes weights in the layout of the network's kernels.</summary>
    public abstract void Pack(WeightSource weights, Stream stream);
}

/// <summary>The entry of one generated class.</summary>
internal sealed record NetworkEntry<TNetwork>(
    string? Embedded = null,
    Func<Picture, Picture>? Frame = null) : NetworkEntry(TNetwork.Info, TNetwork.Summary(), Embedded, Frame)
    where TNetwork : ITensorNetwork<TNetwork>
{
    public override Classifier Create(WeightSource weights, Labels? labels, NetworkOptions options) =>
        new Classifier<TNetwork>(TNetwork.Create(weights, options), labels, Frame);

    public override void Pack(WeightSource weights, Stream stream) => TNetwork.Pack(weights, stream);
}

/// <summary>Finds networks and gives them weights.</summary>
internal static class Catalog
{
    public static NetworkEntry Find(NetworkName name) => name switch
    {
        NetworkName.Digits => new NetworkEntry<DigitsNetwork>("digits.safetensors", DigitFraming.Apply),
        NetworkName.DigitsInt8 => new NetworkEntry<DigitsInt8>("digits-int8.safetensors", DigitFraming.Apply),
        NetworkName.Imagenet => new NetworkEntry<ImagenetNetwork>(),
        _ => new NetworkEntry<MobileNet>(),
    };

    /// <summary>The network with the weights that the user names, or with its own.</summary>
    /// <exception cref="SampleException">It has no weights of its own, or the labels are too many or too few.</exception>
    /// <exception cref="WeightException">The weights are malformed, or not this network's.</exception>
    public static Classifier Open(NetworkName name, FileInfo? weights, FileInfo? labels, NetworkOptions options)
    {
        var entry = Find(name);
        return entry.Create(Weights(name, weights), Read(entry, labels), options);
    }

    /// <summary>The weights that the user names, or the network's own.</summary>
    /// <exception cref="SampleException">It has no weights of its own.</exception>
    public static WeightSource Weights(NetworkName name, FileInfo? file) => (file, Find(name).Embedded) switch
    {
        ({ } named, _) => WeightSource.FromFile(named.FullName),
        (null, { } embedded) => WeightSource.FromResource(typeof(Catalog).Assembly, embedded),
        _ => throw new SampleException($"the network {DisplayText(name)} has no weights of its own; --weights FILE says where they are"),
    };

    /// <summary>The network with any weights, to measure it.</summary>
    public static Classifier OpenSeeded(NetworkName name, NetworkOptions options) => Find(name).Create(WeightSource.CreateRandom(1), labels: null, options);

    public static string DisplayText(NetworkName name) => name switch
    {
        NetworkName.DigitsInt8 => "digits-int8",
        var other => other.ToString().ToLowerInvariant(),
    };

    private static Labels? Read(NetworkEntry entry, FileInfo? file)
    {
        if (file is null)
        {
            return entry.Embedded is null ? null : Labels.FromLines(Enumerable.Range(0, entry.Info.Outputs[0].Length).Select(digit => $"{digit}"));
        }

        try
        {
            return Labels.FromFile(file.FullName, entry.Info.Outputs[0].Length);
        }
        catch (InvalidDataException wrong)
        {
            throw new SampleException(wrong.Message);
        }
    }
}
