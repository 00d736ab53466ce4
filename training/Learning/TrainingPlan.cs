namespace MobileNetGen.DigitTraining.Learning;

/// <summary>How the network is trained.</summary>
internal sealed record TrainingPlan
{
    /// <summary>Epochs in which the rate rises.</summary>
    public const int WarmUpEpochs = 2;

    /// <summary>How strongly kernels are drawn to 0.</summary>
    public const double WeightDecay = 1e-2;

    /// <summary>The share that all classes divide among them.</summary>
    public const double Smoothing = 0.05;

    public int Epochs { get; init; } = 80;

    public int BatchSize { get; init; } = 64;

    /// <summary>The largest learning rate.</summary>
    public double Rate { get; init; } = 3e-3;

    public int Seed { get; init; } = 1;

    public int Threads { get; init; } = Environment.ProcessorCount;
}
