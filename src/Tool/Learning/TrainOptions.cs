namespace MobileNetGen.Tool.Learning;

/// <summary>What a network is to say of an image.</summary>
internal enum LearningTask
{
    /// <summary>Which one of some classes it shows.</summary>
    Classes,

    /// <summary>Which of some labels are true of it, any number of them.</summary>
    Labels,

    /// <summary>Numbers.</summary>
    Numbers,
}

/// <summary>What the command line asks of a training.</summary>
internal sealed record TrainOptions
{
    public required string Data { get; init; }

    public required string Output { get; init; }

    /// <summary>A CSV file that says what the images show; null where folders do.</summary>
    public string? Labels { get; init; }

    public LearningTask Task { get; init; }

    /// <summary>How many classes there should be; null for as many as there are.</summary>
    public int? Classes { get; init; }

    public required StartOptions Start { get; init; }

    public required TrainedPart Part { get; init; }

    public required Augmentation Augmentation { get; init; }

    /// <summary>Of a frozen part's features: how many augmented copies of an image there are.</summary>
    public int Copies { get; init; } = 4;

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required string Optimizer { get; init; }

    public required double Rate { get; init; }

    public required double WeightDecay { get; init; }

    public double Smoothing { get; init; }

    public bool BalancesClasses { get; init; }

    public double? ClippedNorm { get; init; }

    public double? AverageDecay { get; init; }

    public bool FreezesStatistics { get; init; }

    public int? Patience { get; init; }

    /// <summary>The share of images that is held out.</summary>
    public double HeldOut { get; init; } = 0.2;

    public int Seed { get; init; }

    public int Threads { get; init; } = 1;

    /// <summary>Bytes of images and features that are kept in memory.</summary>
    public long CacheBytes { get; init; }

    public bool Resumes { get; init; }

    /// <summary>How the command was called, for the report.</summary>
    public required string CommandLine { get; init; }
}
