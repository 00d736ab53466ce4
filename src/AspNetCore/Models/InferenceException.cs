namespace MobileNetGen.AspNetCore;

/// <summary>A request asks for what a model cannot do; the message tells the client what was found and what would be accepted.</summary>
public class InferenceException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, and what would be accepted.</param>
    public InferenceException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was found, and what would be accepted.</param>
    /// <param name="inner">What ended the request.</param>
    public InferenceException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
