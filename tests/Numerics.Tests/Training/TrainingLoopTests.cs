using MobileNetGen.Numerics.Tests.Built;
using MobileNetGen.Training;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Training;

/// <summary>A loop over a generated trainer: the same bits however it is run, and nothing lost when it ends early.</summary>
public sealed class TrainingLoopTests
{
    private const int Examples = 31;

    private static readonly TrainingSettings s_settings = new()
    {
        Epochs = 3,
        BatchSize = 8,
        Rate = new CosineRate { Peak = 0.05, WarmUpSteps = 3, Steps = 12 },
        ClippedNorm = 5,
        AverageDecay = 0.9,
        Seed = 7,
    };

    public static TheoryData<string> Optimizers => ["sgd", "plain", "adam", "rms"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Training_that_was_ended_anywhere_goes_on_with_the_same_bits(string optimizer)
    {
        var whole = Train(optimizer, s_settings, threads: 1, stops: []);
        Assert.Equal(whole, Train(optimizer, s_settings, threads: 2, stops: []));
        Assert.Equal(whole, Train(optimizer, s_settings, threads: 1, stops: [1, 4, 6, 11]));
        Assert.NotEqual(whole, Train(optimizer, s_settings with { Seed = 8 }, threads: 1, stops: []));
    }

    [Fact]
    public void It_learns_and_what_is_measured_is_what_is_written()
    {
        using var trainer = Trainer(2);
        var settings = s_settings with { Epochs = 12, Rate = new CosineRate { Peak = 0.1, WarmUpSteps = 4, Steps = 48 } };
        var loop = new TrainingLoop(trainer, new BrightThirds(Examples, 1), new Sgd { Momentum = 0.9 }, settings);
        var heldOut = new BrightThirds(12, 2);
        while (!loop.IsDone)
        {
            Assert.NotNull(Epoch(loop, heldOut));
        }

        Assert.Equal(12, loop.History.Count);
        Assert.True(loop.History[^1].HeldOut!.Value.Correct >= 11, $"{loop.History[^1].HeldOut}");
        Assert.True(loop.History[^1].Training.Loss < loop.History[0].Training.Loss, "the loss did not fall");
        Assert.Throws<InvalidOperationException>(() => Epoch(loop));

        // Inference has the average, by which it was measured.
        using var stream = new MemoryStream();
        loop.WriteWeights(stream);
        using var network = Learner.Create(WeightSource.FromBytes(stream.ToArray()));
        var (input, shares, right) = (new float[Learner.InputLength], new float[BrightThirds.Classes], 0);
        for (var example = 0; example < heldOut.Count; example++)
        {
            heldOut.Read([example], 0, input);
            network.Run(input, shares);
            right += Array.IndexOf(shares, shares.Max()) == BrightThirds.LabelOf(example) ? 1 : 0;
        }

        Assert.Equal(loop.History[^1].HeldOut!.Value.Correct, right);
    }

    [Fact]
    public void Initial_weights_have_a_variance_of_two_over_their_inputs_and_normalisations_that_change_nothing()
    {
        using var trainer = new Learner.Trainer(WeightSource.CreateInitial(3), new TrainerOptions { BatchSize = 1 });
        foreach (var tensor in trainer.Parameters)
        {
            var values = trainer.Values.Slice(tensor.Offset, tensor.Length).ToArray().Where(value => value != 0).Select(value => (double)value).ToList();
            var expected = tensor.Name == "classes.weight" ? 1e-4 : 2.0 / tensor.Shape.Skip(1).Aggregate(1, (product, extent) => product * extent);
            var square = values.Sum(value => value * value) / tensor.Length;
            Assert.True(
                tensor.IsKernel ? square > expected / 2 && square < expected * 2 : values.TrueForAll(value => value == 1),
                $"{tensor.Name}: {square}, where {expected} is expected");
        }

        using var other = new Learner.Trainer(WeightSource.CreateInitial(4), new TrainerOptions { BatchSize = 1 });
        Assert.NotEqual(trainer.Values.ToArray(), other.Values.ToArray());
    }

    [Fact]
    public void Every_example_is_seen_once_an_epoch_in_batches_of_one_size()
    {
        using var trainer = Trainer(1);
        var seen = new Recorder(new BrightThirds(Examples, 1));
        var loop = new TrainingLoop(trainer, seen, new Sgd(), s_settings with { AverageDecay = null });
        Assert.Equal(4, loop.StepsOfAnEpoch);
        Epoch(loop);
        Assert.Equal([7, 8, 8, 8], seen.Batches.Select(batch => batch.Length).Order());
        Assert.Equal(Enumerable.Range(0, Examples), seen.Batches.SelectMany(batch => batch).Order());
        var first = seen.Batches.SelectMany(batch => batch).ToList();
        seen.Batches.Clear();
        Epoch(loop);
        Assert.NotEqual(first, seen.Batches.SelectMany(batch => batch));
    }

    [Fact]
    public void Only_the_tensors_that_are_named_move()
    {
        using var trainer = Trainer(1);
        var before = trainer.Values.ToArray();
        var last = trainer.Parameters[^1];
        var settings = s_settings with { AverageDecay = null, FreezesStatistics = true, Trained = [last.Name] };
        Epoch(new TrainingLoop(trainer, new BrightThirds(Examples, 1), new AdamW(), settings));
        Assert.NotEqual(before[last.Offset], trainer.Values[last.Offset]);
        trainer.Values.Slice(last.Offset, last.Length).CopyTo(before.AsSpan(last.Offset));
        Assert.Equal(before, trainer.Values.ToArray());
        Assert.Contains("nothing is no tensor", Assert.Throws<ArgumentException>(() =>
            new TrainingLoop(trainer, new BrightThirds(1, 1), new Sgd(), settings with { Trained = ["nothing"] })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_is_no_number_changes_nothing()
    {
        using var trainer = Trainer(1);
        var loop = new TrainingLoop(trainer, new BrightThirds(5, 1) { Broken = 3 }, new Sgd(), s_settings);
        var before = trainer.Values.ToArray();
        var wrong = Assert.Throws<TrainingDivergedException>(() => Epoch(loop));
        Assert.Contains("NaN at step 1 of epoch 1", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(before, trainer.Values.ToArray());
        trainer.Values[0] = float.PositiveInfinity;
        Assert.Throws<TrainingDivergedException>(() => loop.WriteCheckpoint(Stream.Null));
    }

    [Fact]
    public void A_checkpoint_that_is_damaged_or_of_another_training_is_refused()
    {
        using var trainer = Trainer(1);
        var loop = Loop(trainer, s_settings, 31);
        Epoch(loop);
        using var stream = new MemoryStream();
        loop.WriteCheckpoint(stream);
        var bytes = stream.ToArray();
        Assert.Contains("batch size is 8, and here it is 9", Refusal(Loop(trainer, s_settings with { BatchSize = 9 }, 31), bytes), StringComparison.Ordinal);
        Assert.Contains("examples is 31, and here it is 32", Refusal(Loop(trainer, s_settings, 32), bytes), StringComparison.Ordinal);
        var other = new TrainingLoop(trainer, new BrightThirds(31, 1), new Sgd(), s_settings);
        Assert.Contains("optimiser is AdamW", Refusal(other, bytes), StringComparison.Ordinal);
        var values = trainer.Values.ToArray();
        foreach (var place in new[] { 0, 9, 13, 20, bytes.Length / 2, bytes.Length - 1 })
        {
            bytes[place] ^= 4;
            Refusal(Loop(trainer, s_settings, 31), bytes);
            Refusal(Loop(trainer, s_settings, 31), bytes[..place]);
            bytes[place] ^= 4;
        }

        Assert.Equal(values, trainer.Values.ToArray());
        Loop(trainer, s_settings, 31).ReadCheckpoint(new MemoryStream(bytes));

        static TrainingLoop Loop(NetworkTrainer trainer, TrainingSettings settings, int examples) =>
            new(trainer, new BrightThirds(examples, 1), new AdamW(), settings);

        static string Refusal(TrainingLoop loop, byte[] checkpoint) =>
            Assert.Throws<InvalidDataException>(() => loop.ReadCheckpoint(new MemoryStream(checkpoint))).Message;
    }

    [Fact]
    public void It_ends_when_nothing_improves()
    {
        using var trainer = Trainer(1);
        var settings = s_settings with { Epochs = 50, Patience = 2, Rate = new SteppedRate { Peak = 1e-9, Factor = 1, Every = 1 }, AverageDecay = null };
        var loop = new TrainingLoop(trainer, new BrightThirds(9, 1), new Sgd(), settings with { FreezesStatistics = true, IsBestByAccuracy = false });
        while (!loop.IsDone)
        {
            Epoch(loop, new BrightThirds(9, 2));
        }

        Assert.InRange(loop.History.Count, 3, 49);
    }

    private static EpochResult? Epoch(TrainingLoop loop, TrainingExamples? heldOut = null) =>
        loop.RunEpoch(heldOut, null, TestContext.Current.CancellationToken);

    private static Learner.Trainer Trainer(int threads) =>
        new(WeightSource.CreateRandom(1), new TrainerOptions { BatchSize = 16, MaxDegreeOfParallelism = threads });

    private static Optimizer OptimizerOf(string name) => name switch
    {
        "sgd" => new Sgd { Momentum = 0.9, IsNesterov = true, WeightDecay = 1e-3 },
        "plain" => new Sgd(),
        "adam" => new AdamW { WeightDecay = 1e-2 },
        _ => new RmsProp { Momentum = 0.9, StartsAtOne = true },
    };

    /// <summary>Trains, with a new trainer and loop after each of these steps.</summary>
    private static byte[] Train(string optimizer, TrainingSettings settings, int threads, int[] stops)
    {
        var saved = Array.Empty<byte>();
        foreach (var stop in stops.Append(int.MaxValue))
        {
            using var trainer = Trainer(threads);
            var loop = new TrainingLoop(trainer, new BrightThirds(Examples, 1), OptimizerOf(optimizer), settings);
            if (saved.Length > 0)
            {
                loop.ReadCheckpoint(new MemoryStream(saved));
            }

            using var source = new CancellationTokenSource();
            while (!loop.IsDone && !source.IsCancellationRequested)
            {
                loop.RunEpoch(new BrightThirds(6, 2), _ => Cancel(source, loop.Steps + 1 > stop), source.Token);
            }

            using var stream = new MemoryStream();
            loop.WriteCheckpoint(stream);
            saved = stream.ToArray();
        }

        return saved;
    }

    private static void Cancel(CancellationTokenSource source, bool isTime)
    {
        if (isTime)
        {
            source.Cancel();
        }
    }

    private sealed class Recorder(TrainingExamples inner) : TrainingExamples
    {
        public List<int[]> Batches { get; } = [];

        public override int Count => inner.Count;

        public override void Read(IReadOnlyList<int> examples, int epoch, Span<float> inputs) => inner.Read(examples, epoch, inputs);

        public override LossResult Loss(IReadOnlyList<int> examples, int epoch, ReadOnlySpan<float> outputs, Span<float> gradient)
        {
            Batches.Add([.. examples]);
            return inner.Loss(examples, epoch, outputs, gradient);
        }
    }
}
