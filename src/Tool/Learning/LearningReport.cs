using MobileNetGen.Tool.Report;
using MobileNetGen.Training;

namespace MobileNetGen.Tool.Learning;

/// <summary>What was learnt, as one page that asks for no other file.</summary>
internal static class LearningReport
{
    private const string Style = """
        :root { --ink: #1c2430; --dim: #667085; --line: #d5dae1; --most: #c2410c; --bar: #4f7cac; --residual: #0f8a5f; --gate: #8446c6; }
        body { margin: 0 auto; max-width: 1080px; padding: 0 24px 40px; font: 14px/1.45 system-ui, sans-serif; color: var(--ink); }
        h1 { font-size: 26px; margin: 24px 0 8px; } h2 { font-size: 18px; margin: 28px 0 6px; }
        .headline { font-size: 17px; padding: 10px 14px; border-left: 4px solid var(--most); background: #fff7ed; }
        table { border-collapse: collapse; } td, th { padding: 3px 10px; border-bottom: 1px solid var(--line); text-align: right; }
        th { color: var(--dim); font-weight: 600; } td:first-child, th:first-child { text-align: left; }
        td { font-variant-numeric: tabular-nums; } .matrix td { min-width: 34px; }
        svg { max-width: 100%; height: auto; font: 12px system-ui, sans-serif; } .dim { fill: var(--dim); color: var(--dim); }
        .plot { display: inline-block; max-width: 100%; }
        .mistakes { display: flex; flex-wrap: wrap; gap: 14px; } figure { margin: 0; width: 150px; font-size: 12px; overflow-wrap: anywhere; }
        figure img { width: 150px; height: 150px; object-fit: contain; background: #f2f5f9; image-rendering: auto; }
        pre { background: #f7f8fa; padding: 12px; overflow: auto; }
        """;

    public static string Write(TrainOptions options, StartingNetwork network, TrainingData data, TrainRun run, Answers answers)
    {
        var (page, name) = (new Markup(), Path.GetFileName(Path.GetFullPath(options.Output)));
        page.Line($"<!DOCTYPE html>");
        page.Line($"<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{Markup.Text(name)}</title>");
        page.Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">");
        page.Line($"<style>{Style}</style></head><body><h1>{Markup.Text(name)}</h1>");
        page.Line($"<p class=\"headline\">{Markup.Text(Headline(options, data, run, answers))}</p>");
        CurvesSection.Write(run.Loop.History, options.Task != LearningTask.Numbers, page);
        if (options.Task == LearningTask.Classes)
        {
            ClassesSection.Write(data.Labelled, answers, page);
            MistakesSection.Write(data.Labelled, answers, page);
        }

        Settings(options, network, data, run, page);
        Notes([.. network.Notes, .. data.Notes], "What to know", page);
        Notes(data.Damaged, "Images that were left out", page);
        page.Line($"<h2>How to repeat it</h2><pre>{Markup.Text(options.CommandLine)}</pre>");
        page.Line($"<p class=\"dim\">The same images, weights and settings give the same bits, with any number of threads.</p></body></html>");
        return page.ToString();
    }

    private static string Headline(TrainOptions options, TrainingData data, TrainRun run, Answers answers)
    {
        var best = run.Loop.Best!;
        var images = run.HeldOut is null
            ? $"{data.Learnt.Count} images that were learnt from, since none were held out"
            : $"{data.HeldOut.Count} images held out";
        return options.Task switch
        {
            LearningTask.Classes => $"{answers.Right} of {images} are recognised: {Sizes.Percent(answers.Accuracy)}, with the weights of epoch {best.Epoch}.",
            LearningTask.Labels => $"{Sizes.Percent(answers.Accuracy)} of the labels of {images} are right, with the weights of epoch {best.Epoch}.",
            _ => FormattableString.Invariant($"A mean squared error of {best.Measured.Loss:G4} on {images}, with the weights of epoch {best.Epoch}."),
        };
    }

    private static void Settings(TrainOptions options, StartingNetwork network, TrainingData data, TrainRun run, Markup page)
    {
        page.Line($"<h2>Settings</h2><table>");
        Row("network", network.Shaped.Graph.Name);
        Row("weights to begin with", options.Start.Weights ?? "none");
        Row("trained", options.Part.DisplayText);
        Row("images", $"{data.Learnt.Count} learnt from, {data.HeldOut.Count} held out by the hashes of their files, {data.Damaged.Count} left out");
        Row("augmentation", options.Augmentation.DisplayText);
        Row("optimiser", FormattableString.Invariant($"{options.Optimizer}, rate {options.Rate}, decay {options.WeightDecay}"));
        Row("epochs, batch", $"{run.Loop.History.Count} of {options.Epochs}, {options.BatchSize}");
        Row("smoothing", FormattableString.Invariant($"{options.Smoothing}"));
        Row("class weights", options.BalancesClasses ? "balanced" : "none");
        Row("largest norm of gradients", options.ClippedNorm is { } norm ? FormattableString.Invariant($"{norm}") : "none");
        Row("average of weights", options.AverageDecay is { } decay ? FormattableString.Invariant($"decay {decay}") : "none");
        Row("batch normalisation", options.FreezesStatistics ? "frozen statistics" : "statistics of batches");
        Row("seed", FormattableString.Invariant($"{options.Seed}"));
        page.Line($"</table>");

        void Row(string name, string value) => page.Line($"<tr><td>{name}</td><td>{Markup.Text(value)}</td></tr>");
    }

    private static void Notes(IReadOnlyList<string> notes, string title, Markup page)
    {
        if (notes.Count > 0)
        {
            page.Line($"<h2>{title}</h2><ul>");
            foreach (var note in notes)
            {
                page.Line($"<li>{Markup.Text(note)}</li>");
            }

            page.Line($"</ul>");
        }
    }
}
