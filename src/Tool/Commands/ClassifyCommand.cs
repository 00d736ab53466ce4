using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Batch;
using MobileNetGen.Tool.Batch.Rows;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>classify INPUT… -o OUT</c></summary>
internal static class ClassifyCommand
{
    /// <summary>Small enough that four processes share 400 images, large enough that a million are ten thousand files.</summary>
    private const int ImagesOfAPart = 100;

    /// <summary>The rows of a part are in memory together.</summary>
    private const int MostOfAPart = 1 << 20;

    public static Command Create(Terminal terminal)
    {
        var inputs = new Argument<string[]>("input")
        {
            Description = "Folders of images, names with *, ? and **, images, manifests: "
                + "the name of an image in each line, or .csv with the columns file and label.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = $"A file that ends in {string.Join(", ", RowFormat.Endings)}, or a folder for a file for each part.",
            Required = true,
        };
        var network = new Option<FileInfo>("--network")
        {
            Description = "The description; network.json, if it is not said.",
            DefaultValueFactory = _ => new FileInfo(ImportResult.DescriptionFile),
        };
        var weights = SharedOptions.Weights();
        var labels = new Option<FileInfo?>("--labels")
        {
            Description = "Names of the classes, a line each; labels.txt beside the description, if it is not said.",
        };
        var scores = new Option<string?>("--scores") { Description = "The output that has the scores, where there are several." };
        var root = new Option<string?>("--root") { Description = "The folder that names in manifests start from; the manifest's own, if it is not said." };
        var format = SharedOptions.Choice("--format", "The form of a folder's files:", [.. RowFormat.Endings.Select(ending => ending[1..])]);
        var top = NumberOption.Whole("--top", "The most classes that are named of an image.", 5);
        var threads = NumberOption.Whole("--threads", "Images at the same time; as many as there are cores, if it is not said.", Environment.ProcessorCount);
        var size = NumberOption.Whole(
            "--part-size", "Images of a part, which one of the shards makes, and which is written as a whole.", ImagesOfAPart, max: MostOfAPart);
        var shard = NumberOption.WholeOrNone(
            "--shard", "Which of the shards this is, from 0; what Slurm's array or Kubernetes' Indexed Job says, if it is not said.", min: 0);
        var shards = NumberOption.WholeOrNone("--shards", "How many processes share the images; what Slurm's array says, or 1, if it is not said.");
        var resume = new Option<bool>("--resume") { Description = "Go on where a run ended: parts that are there are not made again." };
        var maxErrors = NumberOption.WholeOrNone("--max-errors", "End when more images than these have no answer.", min: 0);
        var other = SharedOptions.OtherWeights();
        var noCache = SharedOptions.NoCache();
        var json = JsonOption.Create();
        var command = new Command("classify", "Names what many images show, on all cores, and on many machines.")
        {
            inputs, output, network, weights, labels, scores, root, format, top, threads, size, shard, shards, resume, maxErrors, other, noCache, json,
        };
        command.SetAction(parsed =>
        {
            var description = parsed.GetRequiredValue(network);
            var options = new BatchOptions
            {
                Inputs = parsed.GetRequiredValue(inputs),
                Output = BatchOutput.Of(parsed.GetRequiredValue(output), parsed.GetValue(format)),
                Shard = Shard.Of(parsed.GetValue(shard), parsed.GetValue(shards), Environment.GetEnvironmentVariable),
                Root = parsed.GetValue(root),
                Top = parsed.GetValue(top),
                Threads = parsed.GetValue(threads),
                PartSize = parsed.GetValue(size),
                Resume = parsed.GetValue(resume),
                MaxErrors = parsed.GetValue(maxErrors) ?? int.MaxValue,
                IsJson = parsed.GetValue(json),
            };
            using var classifier = BatchClassifier.Load(
                description,
                SharedOptions.FileOf(parsed.GetValue(weights), description),
                parsed.GetValue(labels)?.ToString(),
                parsed.GetValue(scores),
                parsed.GetValue(other),
                SharedOptions.CacheOf(parsed.GetValue(noCache)),
                terminal);
            return BatchJob.Run(classifier, options, terminal);
        });
        return command;
    }
}
