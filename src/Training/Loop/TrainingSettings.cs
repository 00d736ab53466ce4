using System.Globalization;

namespace MobileNetGen.Training;

/// <summary>How a network is trained. All of it decides the bits of the result, and nothing else does.</summary>
public sealed record TrainingSettings
{
    /// <summary>How often all examples are seen.</summary>
    public required int Epochs { get; init; }

    /// <summary>The most examples of a step. An epoch's are shared out, so that no batch is shorter than another by more than one.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The rate of each step.</summary>
    public required RateSchedule Rate { get; init; }

    /// <summary>The largest norm of all gradients together; null to leave them as they are.</summary>
    public double? ClippedNorm { get; init; }

    /// <summary>How much of an average of the weights stays at each step; null for none. Where there is one, it is what is measured and written.</summary>
    public double? AverageDecay { get; init; }

    /// <summary>How the average begins.</summary>
    public AverageWarmUp AverageWarmUp { get; init; } = AverageWarmUp.TensorFlow;

    /// <summary>True to normalise by the running statistics, and leave those as they are.</summary>
    public bool FreezesStatistics { get; init; }

    /// <summary>The share of a batch in the running statistics: PyTorch's 0.1 is Keras' 0.9.</summary>
    public double StatisticsMomentum { get; init; } = 0.1;

    /// <summary>True for running variances over one less than the number of values, as PyTorch has them; false for Keras'.</summary>
    public bool HasUnbiasedVariance { get; init; } = true;

    /// <summary>Names of the tensors that are trained; null for all.</summary>
    public IReadOnlyCollection<string>? Trained { get; init; }

    /// <summary>Epochs without improvement after which training ends; null to go on.</summary>
    public int? Patience { get; init; }

    /// <summary>True to call the epoch with the most right answers the best, of several that with the least loss; false to go by the loss alone.</summary>
    public bool IsBestByAccuracy { get; init; } = true;

    /// <summary>What order and dropout are drawn from.</summary>
    public ulong Seed { get; init; }

    /// <summary>What else decides the bits, by name: the data, the network. A checkpoint of others is refused by that name.</summary>
    public IReadOnlyDictionary<string, string> Conditions { get; init; } = new Dictionary<string, string>();

    /// <summary>By name, for whoever compares two.</summary>
    internal IEnumerable<(string Name, string Value)> Parts =>
    [
        ("epochs", Text(Epochs)),
        ("batch size", Text(BatchSize)),
        ("rate", Rate.ToString()),
        ("clipped norm", Text(ClippedNorm)),
        ("average's decay", Text(AverageDecay)),
        ("average's warm-up", AverageWarmUp.ToString()),
        ("frozen statistics", FreezesStatistics.ToString()),
        ("statistics' momentum", Text(StatisticsMomentum)),
        ("unbiased variance", HasUnbiasedVariance.ToString()),
        ("trained tensors", Trained is null ? "all" : string.Join(' ', Trained.Order(StringComparer.Ordinal))),
        ("patience", Text(Patience)),
        ("best by accuracy", IsBestByAccuracy.ToString()),
        ("seed", Text(Seed)),
        .. Conditions.Select(condition => (condition.Key, condition.Value)),
    ];

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentNullException.ThrowIfNull(Rate);
        if (ClippedNorm is <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(ClippedNorm), ClippedNorm, "a norm above 0, or null, is accepted.");
        }

        if (AverageDecay is < 0 or >= 1)
        {
            throw new ArgumentOutOfRangeException(nameof(AverageDecay), AverageDecay, "0 or more and less than 1, or null, is accepted.");
        }
    }

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "none";
}
