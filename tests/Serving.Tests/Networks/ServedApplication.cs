using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>An application in this process that serves networks, on a port that was free.</summary>
internal sealed class ServedApplication : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ServedApplication(WebApplication app)
    {
        _app = app;
        Client.BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public HttpClient Client { get; } = new();

    public IServiceProvider Services => _app.Services;

    /// <param name="add">Adds networks.</param>
    /// <param name="map">Maps what is not always there.</param>
    /// <param name="settings">Of the configuration.</param>
    public static async Task<ServedApplication> Start(
        Action<IServiceCollection> add, Action<WebApplication> map, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.Configuration["urls"] = "http://127.0.0.1:0";
        add(builder.Services);
        var app = builder.Build();
        app.MapOpenInference();
        map(app);
        await app.StartAsync();
        return new ServedApplication(app);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
