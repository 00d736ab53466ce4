using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using MobileNetGen.AspNetCore.Limits;

namespace MobileNetGen.AspNetCore.Health;

/// <summary>Healthy where every model answers.</summary>
internal sealed class ReadyHealthCheck(Readiness readiness) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await readiness.WhyNot(cancellationToken) is { } why ? HealthCheckResult.Unhealthy(why) : HealthCheckResult.Healthy();
}

/// <summary>Dead where a request has been worked on for so long that it will never end: only a new process helps.</summary>
internal sealed class StuckHealthCheck(RunGate gate, IOptions<ServingOptions> options) : IHealthCheck
{
    /// <summary>True while nothing is worked on for longer than it may.</summary>
    public bool IsAlive => gate.Longest.TotalSeconds <= options.Value.StuckSeconds;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        IsAlive ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy($"a request has been worked on for {gate.Longest.TotalSeconds:F0} seconds"));
}
