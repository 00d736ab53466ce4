namespace MobileNetGen.Sample;

/// <summary>Something that the user can mend; the message says what was found and what would be accepted.</summary>
internal sealed class SampleException(string message) : Exception(message);
