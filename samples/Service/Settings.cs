namespace MobileNetGen.Samples.Service;

/// <summary>The section <c>Service</c> of the configuration: <c>--Service:LargestBody 1000000</c>, <c>Service__Runs=4</c>, or appsettings.json.</summary>
internal sealed class Settings
{
    /// <summary>Bytes of a request's body; larger ones are answered with 413.</summary>
    public long LargestBody { get; set; } = 4 << 20;

    /// <summary>Pixels of an image, however few bytes they are compressed to.</summary>
    public long LargestImage { get; set; } = 1 << 24;

    /// <summary>Requests that are worked on at the same time.</summary>
    public int Runs { get; set; } = Environment.ProcessorCount;

    /// <summary>Requests that may wait for their turn; further ones are answered with 503.</summary>
    public int Waiting { get; set; } = 32;

    /// <summary>How long requests under way have to finish after SIGTERM.</summary>
    public int ShutdownSeconds { get; set; } = 30;

    /// <summary>Weights of MobileNetV1 0.25/128 for ImageNet; without them, the service reads handwritten digits.</summary>
    public string? Weights { get; set; }

    /// <summary>Names of the classes, one a line.</summary>
    public string? Labels { get; set; }
}
