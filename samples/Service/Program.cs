using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MobileNetGen.Samples.Service;

const string alive = "alive";
const string ready = "ready";

var builder = WebApplication.CreateSlimBuilder(args);
var settings = builder.Configuration.GetSection("Service").Get<Settings>() ?? new Settings();
using var classifier = Networks.Open(settings);

builder.WebHost.ConfigureKestrel(server =>
{
    server.Limits.MaxRequestBodySize = settings.LargestBody;
    server.Limits.MaxConcurrentConnections = settings.Connections;
    server.Limits.MinRequestBodyDataRate = new MinDataRate(settings.MinimumRate, TimeSpan.FromSeconds(5));
    server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
});
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(settings.ShutdownSeconds));
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Default));
builder.Services.AddRequestTimeouts(timeouts => timeouts.DefaultPolicy = new RequestTimeoutPolicy
{
    Timeout = TimeSpan.FromSeconds(settings.DeadlineSeconds),
    TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
});
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton(classifier);
builder.Services.AddSingleton<RunGate>();
builder.Services.AddSingleton<BodyReader>();
builder.Services.AddSingleton<NetworkHealth>();
builder.Services.AddHealthChecks().AddCheck<NetworkHealth>("network", tags: [ready]).AddCheck<StuckHealth>("stuck", tags: [alive, ready]);

var app = builder.Build();
app.UseRequestTimeouts();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = check => check.Tags.Contains(alive) });
app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(ready) });
app.MapPost("/classify", ClassifyEndpoint.Answer);
app.Run();
