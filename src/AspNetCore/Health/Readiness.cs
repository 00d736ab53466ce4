using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileNetGen.AspNetCore.Limits;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Telemetry;

namespace MobileNetGen.AspNetCore.Health;

/// <summary>
/// Whether models answer: each runs on an example of its own, through the gate that requests go through, within a deadline. What was found is
/// good for a while, so that asking often costs nothing. A server that shuts down is not ready.
/// </summary>
internal sealed class Readiness(
    ModelRepository models, RunGate gate, IOptions<ServingOptions> options, IHostApplicationLifetime lifetime, ILogger<Readiness> log) : IDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _one = new(1);
    private readonly Dictionary<ServedModel, (long At, string? Why)> _found = [];

    /// <returns>Why a model does not answer; null if all do.</returns>
    public async Task<string?> WhyNot(CancellationToken gone)
    {
        foreach (var model in models.All)
        {
            if (await WhyNot(model, gone) is { } why)
            {
                return why;
            }
        }

        return null;
    }

    /// <returns>Why the model does not answer; null if it does.</returns>
    public async Task<string?> WhyNot(ServedModel model, CancellationToken gone)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return "the server shuts down";
        }

        await _one.WaitAsync(gone);
        try
        {
            if (!_found.TryGetValue(model, out var last) || TimeProvider.System.GetElapsedTime(last.At).TotalSeconds > options.Value.HealthSeconds)
            {
                var why = await Ask(model, gone);
                _found[model] = last = (TimeProvider.System.GetTimestamp(), why);
            }

            return last.Why;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task<string?> Ask(ServedModel model, CancellationToken gone)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(gone);
        deadline.CancelAfter(s_deadline);
        try
        {
            await gate.Run(() => Check(model), deadline.Token);
            return null;
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            return $"the model '{model.Name}' gives no answer within {s_deadline.TotalSeconds} seconds";
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Whatever it is, the model does not answer; that is what is asked, and the log has the rest.
            log.ModelFailed(model.Name, model.Version, error);
            return $"the model '{model.Name}' does not answer: {error.Message}";
        }
    }

    private static bool Check(ServedModel model)
    {
        model.Model.CheckHealth();
        return true;
    }
}
