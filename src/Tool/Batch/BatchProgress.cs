using System.Globalization;
using MobileNetGen.CommandLine;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MobileNetGen.Tool.Batch;

/// <summary>How far a run is: a bar, images a second, and the time that is left.</summary>
internal static class BatchProgress
{
    /// <param name="terminal">Where it is drawn.</param>
    /// <param name="images">How many images there are.</param>
    /// <param name="run">The work, which says how many images it has done since it last said so.</param>
    public static void Show(Terminal terminal, int images, Action<Action<int>> run) => terminal.Live(console => console.Progress()
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RateColumn(), new RemainingTimeColumn())
        .Start(context =>
        {
            var task = context.AddTask("Classifying", maxValue: images);
            run(done => task.Increment(done));
            return images;
        }));

    private sealed class RateColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(task.Speed is { } speed
            ? speed.ToString("N1", CultureInfo.InvariantCulture) + " images/s"
            : "");
    }
}
