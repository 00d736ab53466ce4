namespace MobileNetGen;

/// <summary>How a trainer runs. Threads and vectors change no bit of the results.</summary>
public sealed record TrainerOptions
{
    /// <summary>The most images of a batch, for which memory is taken.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Threads that work on a pass, the caller's included.</summary>
    public int MaxDegreeOfParallelism { get; init; } = 1;

    /// <summary>The vector width; null for what networks take (<see cref="NetworkOptions.Tier"/>).</summary>
    public SimdTier? Tier { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal void Check(string parameter)
    {
        if (BatchSize < 1)
        {
            throw new ArgumentOutOfRangeException(parameter, BatchSize, $"{nameof(BatchSize)} is less than 1; 1 or more is accepted.");
        }

        if (MaxDegreeOfParallelism < 1)
        {
            throw new ArgumentOutOfRangeException(
                parameter,
                MaxDegreeOfParallelism,
                $"{nameof(MaxDegreeOfParallelism)} is less than 1; 1 or more is accepted.");
        }
    }
}
