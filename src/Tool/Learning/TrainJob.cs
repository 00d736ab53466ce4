using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Training;

namespace MobileNetGen.Tool.Learning;

/// <summary>From a folder of images to a network, its weights and a report.</summary>
internal static class TrainJob
{
    /// <returns>The exit code: 1 where training was stopped, and can be gone on with.</returns>
    /// <exception cref="ToolException">The data, the network or the folder for the results is wrong.</exception>
    public static int Run(TrainOptions options, CompileCache cache, Terminal terminal, CancellationToken stop)
    {
        try
        {
            return Train(options, cache, terminal, stop);
        }
        catch (AggregateException several)
        {
            // Of threads that read images.
            ExceptionDispatchInfo.Throw(several.Flatten().InnerExceptions[0]);
            throw;
        }
        catch (OperationCanceledException)
        {
            terminal.Line("Stopped before training began; nothing was written.");
            return ToolProgram.CheckFailed;
        }
        catch (TrainingDivergedException wrong)
        {
            throw new ToolException($"{wrong.Message} What was saved after the epoch before is as it was; take a smaller --rate than "
                + string.Create(CultureInfo.InvariantCulture, $"{options.Rate}, or --clip 1."));
        }
    }

    private static int Train(TrainOptions options, CompileCache cache, Terminal terminal, CancellationToken stop)
    {
        var listed = Labelling.Of(TrainingData.List(options), options.Task);
        if (options.Classes is { } classes && classes != listed.Names.Count)
        {
            throw new ToolException(
                $"--classes is {classes}, and {options.Labels ?? options.Data} has {listed.Names.Count}: {string.Join(", ", listed.Names)}.");
        }

        var network = StartingNetwork.Of(options.Start, listed.Names.Count, options.Task == LearningTask.Classes, cache);
        var cut = NetworkCut.Of(network.Shaped, options.Part);
        using var parts = TrainingParts.Of(network, cut, options.Seed, cache);
        var files = new LearntFiles(options.Output, network, parts, options.Task == LearningTask.Numbers ? null : listed.Names);
        files.Prepare(options.Resumes);
        terminal.Line($"Reading {listed.Examples.Count} images");
        var budget = new MemoryBudget(options.CacheBytes);
        var pictures = new PictureStore(parts.Images, options.Augmentation.ChangesImages, isAskedOnce: parts.Frozen is not null, budget);
        var data = TrainingData.Read(listed, pictures, options, terminal, stop);
        foreach (var note in data.Notes.Concat(network.Notes).Concat(cut.NoteOf(options.Part)))
        {
            terminal.Line($"Note: {note}.");
        }

        terminal.Line($"{data.Learnt.Count} images to learn from, {data.HeldOut.Count} held out; {listed.Names.Count} "
            + $"{(options.Task == LearningTask.Numbers ? "numbers" : "classes")}; trained: {options.Part.DisplayText}; "
            + $"{Sizes.Bytes(parts.BytesOf(options.BatchSize))} for batches of {options.BatchSize}");

        // The compiler's memory first, which a collection in the background would leave with the process beside that of training.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var trainer = parts.Trainer(options.BatchSize, options.Threads);
        var images = new ImageInputs(data.Labelled.Examples, pictures, parts.Images, options);
        var run = new TrainRun(options, network, parts, data, images, budget, trainer);
        if (options.Resumes)
        {
            files.Read(run.Loop);
            terminal.Line($"Going on after {run.Loop.Steps} of {options.Epochs * run.Loop.StepsOfAnEpoch} steps");
        }

        if (!Epochs(run, files, options, terminal, stop))
        {
            terminal.Line($"Stopped after {run.Loop.Steps} steps, and saved; the same command with --resume goes on with the same bits.");
            return ToolProgram.CheckFailed;
        }

        // The best epoch's weights go into a trainer of their own, and its memory is not to be taken twice.
        trainer.Dispose();
        var answers = run.BestAnswers(files);
        AtomicFile.WriteText(files.PathOf(LearntFiles.Report), LearningReport.Write(options, network, data, run, answers));
        terminal.Line($"{Outcome(options, run, answers)} {files.Folder} has the network, its weights and {LearntFiles.Report}.");
        return ToolProgram.Done;
    }

    /// <returns>False if it was stopped.</returns>
    private static bool Epochs(TrainRun run, LearntFiles files, TrainOptions options, Terminal terminal, CancellationToken stop)
    {
        var progress = new ProgressLines(terminal, run, options);
        while (!run.Loop.IsDone)
        {
            var result = run.Loop.RunEpoch(run.HeldOut, progress.Step, stop);
            files.Write(run.Loop, run.Trainer, result is not null && run.Loop.IsBest);
            if (result is not null)
            {
                progress.Epoch(result, run.Loop.IsBest);
            }

            if (stop.IsCancellationRequested && !run.Loop.IsDone)
            {
                return false;
            }
        }

        return true;
    }

    private static string Outcome(TrainOptions options, TrainRun run, Answers answers)
    {
        var best = run.Loop.Best!;
        var where = run.HeldOut is null ? "of the images that were learnt from" : "of the images held out";
        return options.Task == LearningTask.Numbers
            ? string.Create(CultureInfo.InvariantCulture, $"Epoch {best.Epoch} is the best: a mean squared error of {best.Measured.Loss:G4} {where}.")
            : $"Epoch {best.Epoch} is the best: {Sizes.Percent(answers.Accuracy)} {where} right.";
    }

    /// <summary>A line for each epoch, and one every few seconds within.</summary>
    private sealed class ProgressLines(Terminal terminal, TrainRun run, TrainOptions options)
    {
        private const double Seconds = 10;

        private readonly Stopwatch _sinceStart = Stopwatch.StartNew();
        private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
        private readonly int _first = run.Loop.Steps;

        public void Step(StepResult step)
        {
            if (_sinceLine.Elapsed.TotalSeconds > Seconds)
            {
                _sinceLine.Restart();
                terminal.Line($"  epoch {step.Epoch}, step {step.Step} of {step.Steps}: {Text(step.SoFar)}{Speed()}");
            }
        }

        public void Epoch(EpochResult result, bool isBest)
        {
            _sinceLine.Restart();
            var heldOut = result.HeldOut is { } measured ? $"; held out: {Text(measured)}" : "";
            terminal.Line($"Epoch {result.Epoch} of {options.Epochs}: {Text(result.Training)}{heldOut}{Speed()}{(isBest ? ", the best so far" : "")}");
        }

        private string Text(LossResult result) => string.Create(CultureInfo.InvariantCulture, $"loss {result.Loss:F4}")
            + (options.Task == LearningTask.Numbers || result.Count == 0 ? "" : $", {Sizes.Percent(result.Accuracy)} right");

        private string Speed()
        {
            var (done, seconds) = (run.Loop.Steps - _first, _sinceStart.Elapsed.TotalSeconds);
            var images = (double)done * run.Learnt.Count / run.Loop.StepsOfAnEpoch;
            var left = ((options.Epochs * run.Loop.StepsOfAnEpoch) - run.Loop.Steps) * seconds / Math.Max(done, 1);
            return string.Create(CultureInfo.InvariantCulture, $"; {images / seconds:F0} images/s, {Sizes.Time(left)} left");
        }
    }
}
