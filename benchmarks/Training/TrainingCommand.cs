using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Training;

namespace MobileNetGen.Benchmarks.Training;

/// <summary><c>training</c>: whole steps of fine-tuning, and what they take.</summary>
internal static class TrainingCommand
{
    private const int Seed = 3;
    private const double Rate = 1e-3;

    /// <summary>Which images are recognised is all the same for the time that they take.</summary>
    private const int Label = 1;

    private static readonly string[] s_presets = ["mobilenet-v1", "mobilenet-v2", "mobilenet-v3-large", "mobilenet-v3-small", "mobilenet-v4-conv-small"];

    private static readonly string[] s_ofTorchvision = ["mobilenet-v2", "mobilenet-v3-large", "mobilenet-v3-small"];

    public static Command Create()
    {
        var network = new Option<string>("--network") { Description = "Presets whose name contains this.", DefaultValueFactory = _ => "mobilenet" };
        var batch = NumberOption.Whole("--batch", "Images of a step.", 16);
        var steps = NumberOption.Whole("--steps", "Steps for each number of threads, whose median counts.", 5);
        var threads = NumberOption.Whole("--threads", "The most threads.", 2);
        var peer = new Option<FileInfo?>("--pytorch")
        {
            Description = "Training/pytorch_step.py: PyTorch does the same steps on torchvision's networks, in turns. "
                + "python3 with torch and torchvision is needed.",
        };
        var command = new Command("training", "Measures steps of training of whole networks: forward, cross entropy, backward, momentum. Numbers of threads "
            + "take turns.") { network, batch, steps, threads, peer };
        command.SetAction(parsed =>
        {
            Console.WriteLine("| network | batch | threads | ms a step | images a second | PyTorch's | ratio | planned MiB | resident MiB |");
            Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
            var known = parsed.GetValue(peer) is null ? s_presets : s_ofTorchvision;
            foreach (var preset in known.Where(name => name.Contains(parsed.GetRequiredValue(network), StringComparison.OrdinalIgnoreCase)))
            {
                Measure(preset, parsed.GetValue(batch), parsed.GetValue(steps), parsed.GetValue(threads), parsed.GetValue(peer));
            }
        });
        return command;
    }

    private static void Measure(string preset, int batch, int steps, int threads, FileInfo? script)
    {
        var flavor = script is null ? "" : ", \"flavor\": \"torchvision\"";
        var compiled = CompiledClass.Of(NetworkFile.Parse(preset, $$"""{ "preset": "{{preset}}"{{flavor}} }""").Trainable());
        var (times, peerTimes) = (new List<double>[threads], new List<double>[threads]);
        var (planned, resident) = (0L, 0L);
        List<PyTorchPeer> peers = script is null ? [] : [.. Enumerable.Range(1, threads).Select(count => new PyTorchPeer(script, preset, batch, count))];
        for (var step = 0; step <= steps; step++)
        {
            for (var count = 1; count <= threads; count++)
            {
                using (var trainer = compiled.Trainer(
                    WeightSource.CreateInitial(Seed), new TrainerOptions { BatchSize = batch, MaxDegreeOfParallelism = count }))
                {
                    // A trainer of its own, so that the memory is that of one.
                    var optimizer = new Sgd { Momentum = 0.9, IsNesterov = true };
                    Fill(trainer.Input());
                    Step(trainer, optimizer, batch);
                    (times[count - 1] ??= []).Add(Math.Min(Step(trainer, optimizer, batch), Step(trainer, optimizer, batch)));
                    planned = trainer.MemoryBytes;
                    resident = Math.Max(resident, Environment.WorkingSet);
                }

                if (peers.ElementAtOrDefault(count - 1) is { } peer)
                {
                    peer.Step();
                    (peerTimes[count - 1] ??= []).Add(Math.Min(peer.Step(), peer.Step()));
                }
            }
        }

        peers.ForEach(peer => peer.Dispose());

        for (var count = 1; count <= threads; count++)
        {
            var median = Median(times[count - 1]);
            double? theirs = script is null ? null : Median(peerTimes[count - 1]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {preset} | {batch} | {count} | {median * 1000:F0} | {batch / median:F1} | {batch / theirs:F1} | {theirs / median:F2} "
                + $"| {planned / 1048576.0:F0} | {resident / 1048576.0:F0} |"));
        }
    }

    private static double Median(List<double> seconds) => seconds.Order().ElementAt(seconds.Count / 2);

    private static double Step(NetworkTrainer trainer, Sgd optimizer, int batch)
    {
        int[] labels = [.. Enumerable.Repeat(Label, batch)];
        var watch = Stopwatch.StartNew();
        trainer.RunForward();
        new CrossEntropyLoss().Apply(trainer.Output(), labels, trainer.OutputGradient());
        trainer.RunBackward();
        optimizer.Step(trainer, Rate);
        trainer.UpdateStatistics();
        return watch.Elapsed.TotalSeconds;
    }

    private static void Fill(Span<float> values)
    {
        var random = new Random(Seed);
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = (random.NextSingle() * 2) - 1;
        }
    }
}
