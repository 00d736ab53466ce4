namespace MobileNetGen.AspNetCore;

/// <summary>
/// What the server lets clients do. The section <c>Serving</c> of the configuration sets it: <c>--Serving:LargestBody 1000000</c>, <c>Serving__Runs=4</c>,
/// or appsettings.json.
/// </summary>
public sealed class ServingOptions
{
    /// <summary>Bytes of a request's body, compressed or not; larger ones are answered with 413.</summary>
    public long LargestBody { get; set; } = 32 << 20;

    /// <summary>Bytes of all bodies that are held at the same time; requests that would bring more are answered with 503.</summary>
    public long HeldBytes { get; set; } = 256 << 20;

    /// <summary>Bytes a second that a client must send, after five seconds of grace; slower ones are answered with 408.</summary>
    public double MinimumRate { get; set; } = 8192;

    /// <summary>Connections at the same time; further ones are closed.</summary>
    public long Connections { get; set; } = 1024;

    /// <summary>Seconds from a request's first byte to its answer; later ones are answered with 503.</summary>
    public double DeadlineSeconds { get; set; } = 30;

    /// <summary>Pixels of an image, however few bytes they are compressed to.</summary>
    public long LargestImage { get; set; } = 1 << 24;

    /// <summary>Requests that are decoded and run at the same time.</summary>
    public int Runs { get; set; } = Environment.ProcessorCount;

    /// <summary>Requests that may wait for their turn; further ones are answered with 503.</summary>
    public int Waiting { get; set; } = 32;

    /// <summary>Seconds after which a request that is still worked on means that the process is stuck, and must be started anew.</summary>
    public double StuckSeconds { get; set; } = 60;

    /// <summary>Seconds for which the answer to a question after its health is good.</summary>
    public double HealthSeconds { get; set; } = 2;

    /// <summary>Seconds that requests under way have to finish after SIGTERM.</summary>
    public int ShutdownSeconds { get; set; } = 30;
}
