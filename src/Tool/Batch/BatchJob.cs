using System.Diagnostics;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Generator.Support;
using MobileNetGen.Tool.Batch.Rows;
using MobileNetGen.Tool.Results;

namespace MobileNetGen.Tool.Batch;

/// <summary>One process' share of the work from its start to what is said at its end.</summary>
internal static class BatchJob
{
    /// <returns>The exit code.</returns>
    /// <exception cref="ToolException">There is nothing to classify, or the output has parts of another run.</exception>
    public static int Run(BatchClassifier classifier, BatchOptions options, Terminal terminal)
    {
        var (output, shard) = (options.Output, options.Shard);
        if (options.Resume && output.File is { } file && File.Exists(file) && !Directory.Exists(output.Folder))
        {
            Note(terminal, options, $"{file} is complete; without --resume it is made anew.");
            return ToolProgram.Done;
        }

        var images = ImageSource.Of(options.Inputs, options.Root, classifier.Classes, terminal);
        var all = images.Count();
        if (all == 0)
        {
            throw new ToolException($"{string.Join(", ", options.Inputs)} names no image.");
        }

        var parts = (all + options.PartSize - 1) / options.PartSize;
        var folder = new PartFolder(
            output.Folder,
            RowFormat.Of(output.Ending, classifier.Classes, options.Top),
            string.Join('\n', classifier.Identity, Invariant.Format(options.Top), output.Ending));
        Prepare(folder, parts, options);

        var own = Enumerable.Range(0, parts).Where(shard.Owns).Sum(part => Math.Min(options.PartSize, all - (part * options.PartSize)));
        var run = new BatchRun(images, shard, options.PartSize, folder, options.MaxErrors);
        var start = Stopwatch.GetTimestamp();
        void Work(Action<int> done) => run.Run(() => classifier.Worker(options.Top), options.Threads, done);
        if (options.IsJson)
        {
            Work(_ => { });
        }
        else
        {
            BatchProgress.Show(terminal, own, Work);
        }

        foreach (var failure in run.Failures)
        {
            terminal.Warning($"{failure.File}: {failure.Error}");
        }

        if (run.IsOver)
        {
            terminal.Error($"more than {Invariant.Format(options.MaxErrors)} images have no answer. Parts that are done are kept, and --resume goes on.");
            return ToolProgram.CheckFailed;
        }

        var elapsed = Stopwatch.GetElapsedTime(start);
        if (options.IsJson)
        {
            terminal.Json(ClassifyResult.Of(run.Total, classifier.Classes, elapsed), ToolJson.Default.ClassifyResult);
        }
        else
        {
            Say(terminal, run, options, elapsed);
            AccuracyReport.Show(terminal, run.Total, classifier.Classes);
        }

        if (output.File is null)
        {
            return ToolProgram.Done;
        }

        if (shard.Count == 1)
        {
            folder.Join(output.File, parts);
        }
        else
        {
            Note(terminal, options, $"The parts are in {folder.Folder}. "
                + "When all shards have ended, the same command with --resume and without shards joins them.");
        }

        return ToolProgram.Done;
    }

    /// <summary>A sentence for whoever looks; programs that read the output are told by exit code and files.</summary>
    private static void Note(Terminal terminal, BatchOptions options, string sentence)
    {
        if (!options.IsJson)
        {
            terminal.Line(sentence);
        }
    }

    private static void Prepare(PartFolder folder, int parts, BatchOptions options)
    {
        if (folder.Surplus(parts) is { } surplus)
        {
            throw new ToolException($"{surplus} is of a longer list of images, or of smaller parts; "
                + "the same images and --part-size are accepted, or another --output.");
        }

        if (!options.Resume && Enumerable.Range(0, parts).Where(options.Shard.Owns).FirstOrDefault(folder.Has, -1) is >= 0 and var there)
        {
            throw new ToolException($"{folder.PathOf(there)} is there already; --resume goes on where a run ended. "
                + "To begin anew, delete it, or give another --output.");
        }

        Directory.CreateDirectory(folder.Folder);
    }

    private static void Say(Terminal terminal, BatchRun run, BatchOptions options, TimeSpan elapsed)
    {
        var (total, times) = (run.Total, run.Times);
        var shard = options.Shard.Count == 1 ? "" : $"Shard {Invariant.Format(options.Shard.Index)} of {Invariant.Format(options.Shard.Count)}: ";
        terminal.Line($"{shard}{Invariant.Grouped(total.Images)} images, {Invariant.Grouped(total.Errors)} of them without an answer.");
        var ticks = (double)(times.Decoding + times.Preparing + times.Running);
        if (run.Classified > 0 && ticks > 0)
        {
            terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{run.Classified:N0} in {elapsed.TotalSeconds:F1} s, {run.Classified / elapsed.TotalSeconds:F1} a second on {options.Threads} threads: "
                + $"decoding {times.Decoding / ticks:P0}, resizing {times.Preparing / ticks:P0}, the network {times.Running / ticks:P0}."));
        }
    }
}
