using Microsoft.Extensions.Diagnostics.HealthChecks;
using MobileNetGen.Sample.Hosting;

namespace MobileNetGen.Samples.Service;

/// <summary>Healthy where the network answers with numbers.</summary>
internal sealed class NetworkHealth(Classifier classifier) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var scores = new float[classifier.Classes];
        classifier.Run(new float[classifier.Info.Inputs[0].Length], scores);
        return Task.FromResult(Array.TrueForAll(scores, float.IsFinite)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"{classifier.Info.Name} answers with something that is no number"));
    }
}
