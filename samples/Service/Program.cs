using MobileNetGen.Samples.Service;
using OpenTelemetry.Metrics;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Services.AddMobileNet<DigitsNetwork>(DigitsNetwork.Serve, "digits");
builder.Services.AddOpenApi();
builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics.AddMeter("MobileNetGen.AspNetCore", "Microsoft.AspNetCore.Hosting").AddPrometheusExporter());

// Photos are classified where the configuration names weights: --Serving:Networks:photos:Weights FILE.
var hasPhotos = builder.Configuration["Serving:Networks:photos:Weights"] is not null;
if (hasPhotos)
{
    builder.Services.AddMobileNet<PhotoNetwork>(name: "photos");
}

var app = builder.Build();
app.MapOpenInference();
app.MapPredict();
app.MapClassify<DigitsNetwork>("/classify");
if (hasPhotos)
{
    app.MapClassify<PhotoNetwork>("/photos");
}

app.MapServingHealth();
app.MapOpenApi();
app.MapPrometheusScrapingEndpoint();
app.Run();
