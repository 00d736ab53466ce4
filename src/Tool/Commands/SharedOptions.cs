using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Argument<FileInfo> Network() => new("network") { Description = "A description: network.json." };

    public static Argument<FileInfo> NetworkOrModel() => new("network") { Description = "A description, network.json, or a model file that import reads." };

    public static Argument<FileInfo[]> Networks() => new("network") { Description = "Descriptions: network.json.", Arity = ArgumentArity.OneOrMore };

    public static Option<string[]> Inputs(string description, bool isRequired) =>
        new("--input") { Description = description, Required = isRequired, AllowMultipleArgumentsPerToken = true, Arity = ArgumentArity.OneOrMore };

    public static Option<bool> NoCache() => new("--no-cache")
    {
        Description = "Compile anew, and keep nothing of it. "
            + "Otherwise compiled networks are kept in the user's cache folder, or where MOBILENETGEN_CACHE says."
    };

    public static CompileCache CacheOf(bool isOff) => isOff ? CompileCache.None : CompileCache.OfUser();

    /// <summary>Descriptions, each with a name of its own where there are several.</summary>
    /// <exception cref="ToolException">Weights are named for several.</exception>
    public static IReadOnlyList<(FileInfo File, string? Name)> NetworksOf(FileInfo[] files, FileInfo? weights)
    {
        if (files is [var only])
        {
            return [(only, null)];
        }

        var names = new UniqueNames();
        return weights is null
            ? [.. files.Select(file => (
                file,
                (string?)names.Of(file.Name == ImportResult.DescriptionFile ? file.Directory!.Name : Path.GetFileNameWithoutExtension(file.Name))))]
            : throw new ToolException($"--weights names one file for {files.Length} networks; each network's own beside it are taken without it.");
    }

    public static Option<FileInfo?> Weights() => new("--weights")
    {
        Description = "Weights in the safetensors format; "
            + "weights.safetensors beside the description, if it is not said."
    };

    public static Option<bool> OtherWeights() => new("--other-weights")
    {
        Description = "Accept weights other than those that were imported with the "
            + "description, such as a model that was trained further."
    };

    public static Option<int> Threads() => NumberOption.Whole("--threads", "Threads that work on one input.", 1);

    /// <summary>One of a few words.</summary>
    public static Option<string?> Choice(string name, string description, IReadOnlyCollection<string> accepted)
    {
        var option = new Option<string?>(name) { Description = $"{description} {string.Join(", ", accepted)}." };
        option.CompletionSources.Add([.. accepted]);
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
        if (!File.Exists(file))
        {
            throw new ToolException($"{file} is not there; give the weights with --weights.");
        }

        InputFile.Require(file);
        return file;
    }
}
