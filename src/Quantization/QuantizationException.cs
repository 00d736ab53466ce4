namespace MobileNetGen.Quantization;

/// <summary>A network cannot be quantized as it was asked for; the message says what was found and what would be accepted.</summary>
public sealed class QuantizationException : Exception
{
    /// <summary>Without a message.</summary>
    public QuantizationException()
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">What was found, and what would be accepted.</param>
    public QuantizationException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    /// <param name="message">What was found, and what would be accepted.</param>
    /// <param name="innerException">The cause.</param>
    public QuantizationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
