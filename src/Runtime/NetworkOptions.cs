namespace MobileNetGen;

/// <summary>How an instance of a network runs. None of it changes a bit of the results.</summary>
public sealed record NetworkOptions
{
    /// <summary>Threads that may work on one <c>Run</c>, the caller's included.</summary>
    public int MaxDegreeOfParallelism { get; init; } = 1;

    /// <summary>
    /// The vector width; null for what the environment variable <c>MOBILENETGEN_TIER</c> says (<c>scalar</c>, <c>128</c>, <c>256</c>, <c>512</c>),
    /// or the widest that the CPU and the network have.
    /// </summary>
    public SimdTier? Tier { get; init; }

    /// <summary>
    /// True to accept weights other than those that the description was imported with, such as a model that was trained further: a description
    /// that an import wrote says which weights are its own (<c>weights</c>), and others of the same shapes are refused unless this is set.
    /// </summary>
    public bool AllowOtherWeights { get; init; }

    /// <summary>
    /// The largest difference from the stored outputs with which a network still starts, 0 or more; null for no test.
    /// With a number, <c>Create</c> replays the sample that was packed with the weights (<c>SelfTest</c>), and throws where it differs more.
    /// </summary>
    public float? SelfTestTolerance { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    internal void Check(string parameter)
    {
        if (MaxDegreeOfParallelism < 1)
        {
            throw new ArgumentOutOfRangeException(
                parameter,
                MaxDegreeOfParallelism,
                $"{nameof(MaxDegreeOfParallelism)} is less than 1; 1 or more is accepted.");
        }

        if (SelfTestTolerance is { } tolerance && !(tolerance >= 0))
        {
            throw new ArgumentOutOfRangeException(
                parameter,
                tolerance,
                $"{nameof(SelfTestTolerance)} is no number from 0 on; 0 or more, or null, is accepted.");
        }
    }
}
