using System.Text;
using MobileNetGen.CommandLine;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import;
using MobileNetGen.Weights;

namespace MobileNetGen.Tool.Batch;

/// <summary>A network that names what images show.</summary>
/// <param name="network">The network, for any number of workers.</param>
/// <param name="scores">Which of its outputs has a score for each class.</param>
/// <param name="classes">The classes.</param>
/// <param name="identity">A hash of all that its answers depend on.</param>
internal sealed class BatchClassifier(LoadedNetwork network, int scores, ClassNames classes, string identity) : IDisposable
{
    private const int Buffer = 1 << 20;

    public ClassNames Classes => classes;

    public string Identity => identity;

    /// <exception cref="ToolException">The description has problems, or is of no network that names what an image shows.</exception>
    /// <exception cref="WeightException">The weights are not the network's.</exception>
    public static BatchClassifier Load(
        FileInfo description, string weights, string? labels, string? output, bool allowOther, CompileCache cache, Terminal terminal)
    {
        var options = new NetworkOptions { MaxDegreeOfParallelism = 1, AllowOtherWeights = allowOther };
        var network = cache.Class(description.ToString()).Load(WeightSource.FromFile(weights), options);
        try
        {
            var scores = ScoresOf(network.Info, output);
            var file = labels ?? NetworkLabels.Beside(description, weights);
            var names = file is null ? null : NetworkLabels.Read(file, LabelCount.Outputs(network.Info), terminal);
            var classes = new ClassNames(network.Info.Outputs[scores].Length, names);
            var identity = string.Join('\n', InputFile.Description(description.ToString()), HashOf(weights), Invariant.Format(scores), classes.Text);
            return new BatchClassifier(network, scores, classes, Sha256.Of(Encoding.UTF8.GetBytes(identity)));
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>What a worker answers images with.</summary>
    public ImageAnswer Worker(int top) => new(network, scores, top);

    public void Dispose() => network.Dispose();

    private static int ScoresOf(NetworkInfo info, string? named)
    {
        if (info.Preprocessing is null || info.Inputs.Length != 1)
        {
            throw new ToolException($"the network takes {string.Join(", ", info.Inputs.Select(input => input.Name))}, and the description does not say how "
                + "images become that; one input with \"preprocess\" is accepted.");
        }

        var vectors = info.Outputs.Index().Where(output => output.Item.Shape is { Height: 1, Width: 1 }).ToList();
        var found = named is null ? vectors : vectors.Where(output => output.Item.Name == named).ToList();
        return found is [var only]
            ? only.Index
            : throw new ToolException($"the network has {vectors.Count} outputs with a score for each class"
                + $"{(vectors.Count > 0 ? $" ({string.Join(", ", vectors.Select(output => output.Item.Name))})" : "")}; "
                + (vectors.Count > 0 ? "name one with --scores." : "one of 1 × 1 × classes is accepted."));
    }

    private static string HashOf(string file)
    {
        var (hash, buffer) = (new Sha256(), new byte[Buffer]);
        using var stream = File.OpenRead(file);
        while (stream.Read(buffer) is > 0 and var count)
        {
            hash.Add(buffer.AsSpan(0, count));
        }

        return hash.Finish();
    }
}
