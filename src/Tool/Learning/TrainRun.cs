using System.Globalization;
using MobileNetGen.Training;

namespace MobileNetGen.Tool.Learning;

/// <summary>A training loop with all that it needs.</summary>
internal sealed class TrainRun
{
    private readonly TrainOptions _options;
    private readonly TrainingParts _parts;
    private readonly LabelledExamples _labelled;

    public TrainRun(
        TrainOptions options,
        StartingNetwork network,
        TrainingParts parts,
        TrainingData data,
        ImageInputs images,
        MemoryBudget budget,
        NetworkTrainer trainer)
    {
        (_options, _parts, _labelled, Trainer) = (options, parts, data.Labelled, trainer);
        Inputs inputs = parts.Frozen is { } frozen
            ? new FeatureInputs(images, frozen, options.Augmentation.ChangesImages ? options.Copies : 0, budget)
            : images;
        var outputs = data.Labelled.Names.Count;
        Learnt = new LearningExamples(
            data.Labelled,
            data.Learnt,
            inputs,
            new LearningLoss(options.Task, outputs, new CrossEntropyLoss { Smoothing = options.Smoothing, ClassWeights = Weights(data, options) }),
            options.Augmentation.Mixup,
            isChanged: true,
            options);
        var plain = new LearningLoss(options.Task, outputs, new CrossEntropyLoss());
        HeldOut = data.HeldOut.Count == 0 ? null : new LearningExamples(data.Labelled, data.HeldOut, inputs, plain, 0, isChanged: false, options);
        Measured = HeldOut ?? new LearningExamples(data.Labelled, data.Learnt, inputs, plain, 0, isChanged: false, options);
        MeasuredNumbers = HeldOut is null ? data.Learnt : data.HeldOut;
        Loop = new TrainingLoop(trainer, Learnt, OptimizerOf(options), Settings(options, network, data, Learnt.Count));
    }

    public NetworkTrainer Trainer { get; }

    public TrainingLoop Loop { get; }

    public LearningExamples Learnt { get; }

    public LearningExamples? HeldOut { get; }

    /// <summary>What the report is about: what is held out, or all where nothing is.</summary>
    public LearningExamples Measured { get; }

    /// <summary>Which images those are.</summary>
    public IReadOnlyList<int> MeasuredNumbers { get; }

    /// <summary>What the best epoch's weights say of the images that are measured.</summary>
    public Answers BestAnswers(LearntFiles files)
    {
        using var best = _parts.Trainer(new StartingTensors(files.BestTensors(), "", _options.Seed), _options.BatchSize, _options.Threads);
        return Answers.Of(best, Measured, MeasuredNumbers, _labelled, _options);
    }

    private static double[]? Weights(TrainingData data, TrainOptions options)
    {
        if (!options.BalancesClasses)
        {
            return null;
        }

        // As many times as a class would have to be seen for all to be seen equally often.
        var counts = new double[data.Labelled.Names.Count];
        foreach (var example in data.Learnt)
        {
            counts[data.Labelled.ClassOf(example)]++;
        }

        return [.. counts.Select(count => data.Learnt.Count / (counts.Length * count))];
    }

    private static Optimizer OptimizerOf(TrainOptions options) => options.Optimizer switch
    {
        "sgd" => new Sgd { Momentum = 0.9, IsNesterov = true, WeightDecay = options.WeightDecay },
        "rmsprop" => new RmsProp
        {
            Momentum = 0.9,
            Epsilon = 0.001,
            HasEpsilonInsideRoot = true,
            HasRateInVelocity = true,
            StartsAtOne = true,
            WeightDecay = options.WeightDecay,
        },
        _ => new AdamW { WeightDecay = options.WeightDecay },
    };

    private static TrainingSettings Settings(TrainOptions options, StartingNetwork network, TrainingData data, int images)
    {
        var epoch = TrainingLoop.StepsOf(images, options.BatchSize);
        var steps = epoch * options.Epochs;
        return new TrainingSettings
        {
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            Rate = new CosineRate { Peak = options.Rate, Steps = steps, WarmUpSteps = Math.Min(epoch, steps / 10) },
            ClippedNorm = options.ClippedNorm,
            AverageDecay = options.AverageDecay,
            FreezesStatistics = options.FreezesStatistics,
            Patience = options.Patience,
            IsBestByAccuracy = options.Task != LearningTask.Numbers,
            Seed = (ulong)options.Seed,
            Conditions = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["data"] = data.Identity,
                ["network"] = network.Identity,
                ["part"] = options.Part.DisplayText,
                ["task"] = options.Task.ToString(),
                ["augmentation"] = options.Augmentation.DisplayText,
                ["copies"] = options.Copies.ToString(CultureInfo.InvariantCulture),
                ["smoothing"] = options.Smoothing.ToString(CultureInfo.InvariantCulture),
                ["balance of classes"] = options.BalancesClasses.ToString(),
            },
        };
    }
}
