using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MobileNetGen.AspNetCore.Health;
using MobileNetGen.AspNetCore.Limits;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Telemetry;

namespace MobileNetGen.AspNetCore;

/// <summary>What every endpoint needs, whatever its transport and form.</summary>
internal sealed class InferenceServer(
    ModelRepository models,
    BodyReader bodies,
    RunGate gate,
    Readiness readiness,
    StuckHealthCheck life,
    ServingMetrics metrics,
    IOptions<ServingOptions> options,
    ILogger<InferenceServer> log)
{
    /// <summary>How the server calls itself.</summary>
    public const string Name = "mobilenetgen";

    public static string Version { get; } = typeof(InferenceServer).Assembly.GetName().Version!.ToString(3);

    /// <summary>Extensions of the protocol that are offered.</summary>
    public static IReadOnlyList<string> Extensions { get; } = ["binary_tensor_data", "classification"];

    public ModelRepository Models => models;

    public BodyReader Bodies => bodies;

    public Readiness Readiness => readiness;

    public bool IsAlive => life.IsAlive;

    public ServingOptions Options => options.Value;

    /// <summary>Waits for a place, and does all of a request's work there: decoding, running, and writing down the answer.</summary>
    public Task<T> Run<T>(ServedModel model, Func<T> work, CancellationToken deadline) => metrics.Measure(model, () => gate.Run(work, deadline));

    /// <summary>Says in the log what the client is not told: a fault that is none of its own.</summary>
    public void LogFault(string path, Exception error) => log.RequestFailed(path, error);
}
