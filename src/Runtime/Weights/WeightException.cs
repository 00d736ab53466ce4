namespace MobileNetGen;

/// <summary>Weights that are malformed, not those of the network, or not what the network was packed with: one sentence for each thing that is wrong.</summary>
public sealed class WeightException : Exception
{
    /// <summary>An error without a message of its own.</summary>
    public WeightException()
    {
    }

    /// <summary>An error that says what was found and what would be accepted.</summary>
    /// <param name="message">What is wrong.</param>
    public WeightException(string message)
        : base(message)
    {
    }

    /// <summary>An error that another one caused.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">The cause.</param>
    public WeightException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
