using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>Losses and gradients of whole networks are PyTorch's in double precision, with batch statistics and with frozen ones.</summary>
public sealed class NetworkTruthTests
{
    /// <summary>What is 0 in exact arithmetic, of the network's largest gradient.</summary>
    private const double Zero = 1e-5;

    private static readonly string[] s_few = ["mini-v2", "mini-v3-small"];

    /// <summary>Compiled once for both modes.</summary>
    private static readonly ConcurrentDictionary<string, Type> s_trainers = new();

    public static TheoryData<string, bool> Networks => TrainingCase.Folder is null
        ? new TheoryData<string, bool>(("", false))
        : new TheoryData<string, bool>(
        [
            .. Directory.GetDirectories(TrainingCase.Folder)
                .Where(folder => File.Exists(Path.Combine(folder, "expected.safetensors")))
                .Select(folder => Path.GetFileName(folder))
                .Order(StringComparer.Ordinal)
                .SelectMany(folder => new[] { Row(folder, false), Row(folder, true) }),
        ]);

    /// <summary>Whole presets take the longest; all but these run where all are asked for.</summary>
    private static TheoryDataRow<string, bool> Row(string name, bool isFrozen) =>
        new(name, isFrozen) { Explicit = !s_few.Contains(name) };

    [Theory, MemberData(nameof(Networks))]
    public void Gradients_of_a_network_are_exact_within_float32(string name, bool isFrozen)
    {
        Assert.SkipWhen(TrainingCase.Folder is null, "the folder of exact gradients is not there");
        var truth = TrainingCase.Read(name, "expected.safetensors");
        var mode = isFrozen ? "frozen" : "train";
        var labels = truth.Values("labels");
        using var trainer = Trainers.Create(
            s_trainers.GetOrAdd(name, folder => Trainers.Compile(File.ReadAllText(Path.Combine(TrainingCase.Folder!, folder, "network.json")), isWhole: false)),
            Weights(name, truth),
            new TrainerOptions { BatchSize = labels.Length });
        trainer.FreezesStatistics = isFrozen;
        Images(truth, trainer.Input().Length).CopyTo(trainer.Input());
        trainer.RunForward();
        var problems = new List<string?>
        {
            Distance.Problem(
                "logits",
                truth.Values(isFrozen ? "eval.logits" : "train.logits"),
                trainer.Output(),
                truth.DistanceOf("float32_distance", "train.logits")),
        };
        CrossEntropy(trainer.Output(), labels, trainer.OutputGradient());
        trainer.RunBackward();
        var zeros = isFrozen ? [] : JsonSerializer.Deserialize<string[]>(truth.Text("structurally_zero_train_grad")!)!;
        var gradients = trainer.UnpackedGradients().Where(tensor => !tensor.Name.Contains("running", StringComparison.Ordinal)).ToList();
        var largest = gradients.Max(tensor => tensor.Values.ToArray().Max(Math.Abs));
        foreach (var tensor in gradients)
        {
            problems.Add(zeros.Contains(tensor.Name)
                ? tensor.Values.ToArray().Max(Math.Abs) <= Zero * largest ? null : $"{tensor.Name} is no zero"
                : Problem(truth, $"{mode}.grad.{tensor.Name}", tensor, Peer(tensor.Name)));
        }

        trainer.UpdateStatistics(0.1);
        if (!isFrozen)
        {
            problems.AddRange(trainer.UnpackedValues().Where(tensor => truth.Has("train.after_torch." + tensor.Name))
                .Select(tensor => Problem(truth, "train.after_torch." + tensor.Name, tensor, truth.DistanceOf("float32_distance", "batch_statistics"))));
        }

        Assert.Empty(problems.OfType<string>());

        double Peer(string tensor) =>
            isFrozen ? truth.DistanceOf("float32_distance", "frozen.grad") : truth.DistanceOf("float32_distance_of_train_grad", tensor);
    }

    /// <summary>A whole tensor, or a digest: sum, norm, least, largest, and some elements.</summary>
    private static string? Problem(TrainingCase truth, string name, NamedTensor tensor, double peer)
    {
        if (truth.Has(name))
        {
            return Distance.Problem(name, truth.Values(name), tensor.Values.Span, peer);
        }

        var digest = truth.Values(name.Replace(tensor.Name, "digest." + tensor.Name, StringComparison.Ordinal));
        var count = digest.Length - 4;
        var range = Math.Max(Math.Abs(digest[2]), Math.Abs(digest[3]));
        var actual = Enumerable.Range(0, count).Select(index => tensor.Values.Span[(int)((long)index * tensor.Values.Length / count)]).ToArray();
        return Distance.Problem(name, [.. digest.Skip(4), range], [.. actual, (float)range], peer);
    }

    private static WeightSource Weights(string name, TrainingCase truth)
    {
        var file = Path.Combine(TrainingCase.Folder!, name, "weights.safetensors");
        return File.Exists(file)
            ? WeightSource.FromFile(file)
            : WeightSource.CreateRandom(int.Parse(truth.Text("seed")!, CultureInfo.InvariantCulture));
    }

    private static float[] Images(TrainingCase truth, int length)
    {
        if (truth.Has("images"))
        {
            return truth.Floats("images");
        }

        var seed = Encoding.UTF8.GetBytes("images/" + truth.Text("images_seed"))
            .Aggregate(14695981039346656037UL, (hash, part) => unchecked((hash ^ part) * 1099511628211UL));
        var random = new SplitMix64(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (float)((2 * random.NextUnit()) - 1))];
    }

    /// <summary>The mean over the batch, without smoothing.</summary>
    private static void CrossEntropy(ReadOnlySpan<float> logits, double[] labels, Span<float> gradient)
    {
        var classes = logits.Length / labels.Length;
        for (var image = 0; image < labels.Length; image++)
        {
            var row = logits.Slice(image * classes, classes).ToArray();
            var largest = row.Max();
            var sum = row.Sum(value => Math.Exp(value - largest));
            for (var index = 0; index < classes; index++)
            {
                var share = Math.Exp(row[index] - largest) / sum;
                gradient[(image * classes) + index] = (float)((share - (index == (int)labels[image] ? 1 : 0)) / labels.Length);
            }
        }
    }
}
