namespace MobileNetGen.AspNetCore.Health;

/// <summary>What a health check answers to.</summary>
internal static class HealthTags
{
    public const string Live = "live";
    public const string Ready = "ready";
}
