using Microsoft.Extensions.Diagnostics.HealthChecks;
using MobileNetGen.Imaging;
using MobileNetGen.Sample.Hosting;
using MobileNetGen.Sample.Images;

namespace MobileNetGen.Samples.Service;

/// <summary>
/// Healthy where a small image goes the way that requests go, through the gate, the decoder and the network, within a deadline.
/// An answer is good for a while, so that asking often costs nothing.
/// </summary>
internal sealed class NetworkHealth(RunGate gate, Classifier classifier, Settings settings) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private readonly TimeSpan _goodFor = TimeSpan.FromSeconds(settings.HealthSeconds);
    private (long At, HealthCheckResult Result)? _last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is not var (at, result) || TimeProvider.System.GetElapsedTime(at) > _goodFor)
            {
                result = await Ask(cancellationToken);
                _last = (TimeProvider.System.GetTimestamp(), result);
            }

            return result;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<HealthCheckResult> Ask(CancellationToken gone)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(gone);
        deadline.CancelAfter(s_deadline);
        try
        {
            var limits = new ImageLimits { MaxPixels = settings.LargestImage };
            var scores = await gate.Run(() => classifier.Classify(Picture.Read(HealthImage.Open(), "the image of the health check", limits)), deadline.Token);
            return Array.TrueForAll(scores, float.IsFinite)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"{classifier.Info.Name} answers with something that is no number");
        }
        catch (BusyException busy)
        {
            return HealthCheckResult.Unhealthy(busy.Message);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"no answer within {s_deadline.TotalSeconds} seconds");
        }
    }
}

/// <summary>Dead where an image has been worked on for so long that it will never end: only a new process helps.</summary>
internal sealed class StuckHealth(RunGate gate, Settings settings) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        gate.Longest.TotalSeconds <= settings.StuckSeconds
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"an image has been worked on for {gate.Longest.TotalSeconds:F0} seconds"));
}
