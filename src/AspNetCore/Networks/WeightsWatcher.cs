using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MobileNetGen.AspNetCore.Telemetry;

namespace MobileNetGen.AspNetCore.Networks;

/// <summary>
/// Looks at a file of weights from time to time, and serves what it has become. Looking finds every kind of change: a file written anew, one renamed
/// over another, and a link that leads elsewhere, as Kubernetes changes what it mounts.
/// </summary>
internal sealed class WeightsWatcher<TNetwork>(ServedNetwork<TNetwork> network, ILogger<WeightsWatcher<TNetwork>> log) : BackgroundService
    where TNetwork : class, IGeneratedNetwork<TNetwork>
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (network.Options is not { Weights: { } path, WatchSeconds: > 0 } options)
        {
            return;
        }

        var seen = Stamp(path);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.WatchSeconds));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (Stamp(path) is { } stamp && stamp != seen)
                {
                    seen = stamp;
                    Reload(path);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The application ends.
        }
    }

    /// <returns>What tells a file from the one that it was; null if it is not there.</returns>
    private static (string Target, DateTime Written, long Length)? Stamp(string path)
    {
        var file = new FileInfo(path);
        var target = file.Exists && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo end ? end : file;
        return target.Exists ? (target.FullName, target.LastWriteTimeUtc, target.Length) : null;
    }

    private void Reload(string path)
    {
        try
        {
            network.Reload();
            log.WeightsReplaced(network.Name, path);
        }
        catch (Exception refused) when (refused is WeightException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            log.WeightsRefused(network.Name, path, refused.Message);
        }
    }
}
