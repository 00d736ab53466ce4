namespace MobileNetGen.AspNetCore.Limits;

/// <summary>There is more to do than the options allow: the request is answered with 503, or with RESOURCE_EXHAUSTED.</summary>
internal sealed class BusyException(string message) : Exception(message);
