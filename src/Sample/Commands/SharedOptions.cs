using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Sample.Hosting;

namespace MobileNetGen.Sample.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<NetworkName> Network(NetworkName fallback = NetworkName.Digits) => new("--network")
    {
        Description = "digits, digits-int8 (the same in integers), imagenet (MobileNetV1 0.25/128) or mobilenet (network.json).",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (Enum.GetValues<NetworkName>().Where(name => Catalog.DisplayText(name) == text).ToArray() is [var found])
            {
                return found;
            }

            result.AddError($"--network is \"{text}\"; digits, digits-int8, imagenet and mobilenet are accepted.");
            return fallback;
        },
    };

    public static Option<FileInfo?> Weights() =>
        new("--weights") { Description = "Weights in the safetensors format, or packed by the command pack, instead of the network's own." };

    public static Option<FileInfo?> Labels() => new("--labels") { Description = "Names of the classes, one a line." };

    public static Option<int> Threads() => NumberOption.Whole("--threads", "Threads that work on one image.", 1);
}

/// <summary>The options that choose a network with weights.</summary>
internal sealed class NetworkChoice
{
    private readonly Option<NetworkName> _network = SharedOptions.Network();
    private readonly Option<FileInfo?> _weights = SharedOptions.Weights();
    private readonly Option<FileInfo?> _labels = SharedOptions.Labels();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _network, _weights, _labels })
        {
            command.Options.Add(option);
        }
    }

    public Classifier Open(ParseResult parsed, NetworkOptions options) =>
        Catalog.Open(parsed.GetValue(_network), parsed.GetValue(_weights), parsed.GetValue(_labels), options);
}
