using Microsoft.Extensions.Hosting;
using MobileNetGen.AspNetCore.Models;

namespace MobileNetGen.AspNetCore.Health;

/// <summary>Makes all models before the server listens: an application whose weights are missing does not start.</summary>
internal sealed class StartUp(ModelRepository models) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = models;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
