namespace MobileNetGen.Tool;

/// <summary>Something that the user can mend; the message says where, what was found, and what would be accepted.</summary>
internal sealed class ToolException(string message) : Exception(message);
