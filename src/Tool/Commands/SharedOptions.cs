using System.CommandLine;
using MobileNetGen.CommandLine;

namespace MobileNetGen.Tool.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Argument<FileInfo> Network() => new("network") { Description = "A description: network.json." };

    public static Option<FileInfo?> Weights() => new("--weights") { Description = "Weights in the safetensors format; weights.safetensors beside the description, if it is not said." };

    public static Option<bool> OtherWeights() => new("--other-weights") { Description = "Accept weights other than those that were imported with the description, such as a model that was trained further." };

    public static Option<int> Threads() => NumberOption.Whole("--threads", "Threads that work on one input.", 1);

    /// <summary>One of a few words.</summary>
    public static Option<string?> Choice(string name, string description, IReadOnlyCollection<string> accepted)
    {
        var option = new Option<string?>(name) { Description = $"{description} {string.Join(", ", accepted)}." };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !accepted.Contains(text))
            {
                result.AddError($"{name} is \"{text}\"; {string.Join(", ", accepted)} are accepted.");
            }
        });
        return option;
    }

    public static WeightSource WeightsOf(FileInfo? weights, FileInfo network) => WeightSource.FromFile(FileOf(weights, network));

    public static string FileOf(FileInfo? weights, FileInfo network)
    {
        var file = weights?.FullName ?? Path.Combine(network.DirectoryName!, "weights.safetensors");
        return File.Exists(file) ? file : throw new ToolException($"{file} is not there; give the weights with --weights.");
    }
}
