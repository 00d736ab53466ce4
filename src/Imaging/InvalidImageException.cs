namespace MobileNetGen.Imaging;

/// <summary>
/// A file is no image that is accepted, is cut or damaged, or is larger than its limits allow.
/// The message says what was found and what would be accepted, without the file's name, which the caller knows.
/// </summary>
public sealed class InvalidImageException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, and what would be accepted.</param>
    public InvalidImageException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, and what would be accepted.</param>
    /// <param name="inner">What ended the decoding.</param>
    public InvalidImageException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
