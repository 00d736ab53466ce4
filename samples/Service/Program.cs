using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.RateLimiting;
using MobileNetGen.Samples.Service;

const string oneRunEach = "runs";

var builder = WebApplication.CreateSlimBuilder(args);
var settings = builder.Configuration.GetSection("Service").Get<Settings>() ?? new Settings();
using var classifier = Networks.Open(settings);

builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = settings.LargestBody);
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(settings.ShutdownSeconds));
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Default));
builder.Services.AddRateLimiter(limits =>
{
    limits.RejectionStatusCode = StatusCodes.Status503ServiceUnavailable;
    limits.AddConcurrencyLimiter(oneRunEach, runs => (runs.PermitLimit, runs.QueueLimit) = (settings.Runs, settings.Waiting));
});
builder.Services.AddSingleton(settings);
builder.Services.AddSingleton(classifier);
builder.Services.AddHealthChecks().AddCheck<NetworkHealth>("network");

var app = builder.Build();
app.UseRateLimiter();
app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
app.MapHealthChecks("/health/ready");
app.MapPost("/classify", ClassifyEndpoint.Answer).RequireRateLimiting(oneRunEach);
app.Run();
