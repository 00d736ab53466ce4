namespace MobileNetGen.Samples.Service;

/// <summary>There is more to do than the settings allow: the request is answered with 503.</summary>
internal sealed class BusyException(string message) : Exception(message);
