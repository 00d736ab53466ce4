using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Training.Augmentation;
using MobileNetGen.Training.Data;
using MobileNetGen.Training.Optimisation;

namespace MobileNetGen.Training.Commands;

/// <summary><c>training --data DIR --network FILE</c>: any description on a folder for each class.</summary>
internal static class DataCommand
{
    private static readonly TrainingPlan s_plan = new(
        Epochs: 60,
        BatchSize: 32,
        OptimiserKind.Sgd,
        Rate: 0.05,
        WarmUpEpochs: 3,
        WeightDecay: 1e-3,
        Smoothing: 0.1,
        Seed: 1,
        Threads: Environment.ProcessorCount);

    public static RootCommand Create()
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "A folder that holds one folder of pictures for each class.", Required = true };
        var description = new Option<FileInfo>("--network") { Description = "The description, as the generator takes it.", Required = true };
        var weights = new Option<FileInfo>("--weights")
        {
            Description = "Where the weights go; the classes' names go beside them.",
            DefaultValueFactory = _ => new FileInfo("network.safetensors")
        };
        var reports =
            new Option<DirectoryInfo>("--reports") { Description = "Where curves and report go.", DefaultValueFactory = _ => new DirectoryInfo("reports") };
        var share =
            NumberOption.Number("--held-out", "The share of each class that is held out.", 0.2, "a share between 0 and 1", number => number is > 0 and < 1);
        var plan = new PlanOptions(s_plan);
        var command = new RootCommand("Trains a network on pictures, or on handwritten digits.") { data, description, weights, reports, share };
        plan.AddTo(command);
        command.SetAction(parsed => Failures.Guard(() =>
        {
            var file = parsed.GetRequiredValue(description).FullName;
            var graph = Descriptions.Read(file);
            var chosen = plan.Read(parsed);
            var all = ImageFolder.Load(parsed.GetRequiredValue(data).FullName, Descriptions.Preprocessing(file, graph));
            var (images, heldOut) = ImageFolder.Split(all, parsed.GetValue(share), chosen.Seed);
            var target = parsed.GetRequiredValue(weights).FullName;
            var outputs = new Outputs(target, parsed.GetRequiredValue(reports).FullName, Path.ChangeExtension(target, ".labels.txt"));
            TrainingRun.Start(
                graph,
                images,
                [new HeldOut("held out", heldOut)],
                Recipes.Pictures(images.Type),
                chosen,
                outputs,
                $"{all.Count} pictures of {all.Classes.Count} classes, {heldOut.Count} of them held out.");
        }));
        return command;
    }
}
