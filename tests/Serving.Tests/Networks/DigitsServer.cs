using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MobileNetGen.AspNetCore;
using MobileNetGen.Tests;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>An application in this process that serves the digits' network, on a port that was free.</summary>
internal sealed class DigitsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private DigitsServer(WebApplication app)
    {
        _app = app;
        Client.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public static string Weights => Path.Combine(Repository.Root, "src", "Sample", "digits.safetensors");

    public HttpClient Client { get; } = new();

    public IServiceProvider Services => _app.Services;

    /// <param name="settings">Of the configuration.</param>
    public static async Task<DigitsServer> Start(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        foreach (var (key, value) in settings.Prepend(("Serving:Networks:digits:Weights", Weights)))
        {
            builder.Configuration[key] = value;
        }

        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddMobileNet<DigitsNetwork>(
            options => options.UseLabels(Labels.FromLines(Enumerable.Range(0, 10).Select(digit => $"{digit}"))), "digits");
        builder.Services.AddOpenApi();
        var app = builder.Build();
        app.MapOpenInference();
        app.MapPredict();
        app.MapClassify<DigitsNetwork>("/classify");
        app.MapServingHealth();
        app.MapOpenApi();
        await app.StartAsync();
        return new DigitsServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
