namespace MobileNetGen.Networks;

/// <summary>
/// Something that the user can mend; the message says where, what was found, and what would be accepted. Commands of the tool print it; packages that
/// bring this assembly throw their own exceptions with that message.
/// </summary>
internal sealed class ToolException(string message) : Exception(message);
