using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MobileNetGen;
using MobileNetGen.AspNetCore.Classify;
using MobileNetGen.AspNetCore.Health;
using MobileNetGen.AspNetCore.Networks;
using MobileNetGen.AspNetCore.OpenInference.Grpc;
using MobileNetGen.AspNetCore.OpenInference.Rest;
using MobileNetGen.AspNetCore.Predict;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts what serves models at addresses of an application.</summary>
public static class MobileNetEndpointRouteBuilderExtensions
{
    /// <summary>Answers the Open Inference Protocol, version 2, for every model: over HTTP below <c>/v2</c>, and over gRPC.</summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>What all of its endpoints have in common, such as <c>RequireAuthorization</c>.</returns>
    public static IEndpointConventionBuilder MapOpenInference(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("").WithTags("Open Inference Protocol");
        RestEndpoints.Map(group);
        ((IEndpointConventionBuilder)group.MapGrpcService<GrpcInferenceEndpoint>()).Add(GrpcHolding.Add);
        return group;
    }

    /// <summary>
    /// Answers <c>/v1/models/NAME:predict</c> for every model, as clients of TensorFlow Serving ask: <c>instances</c> or <c>inputs</c>, images as base64;
    /// and, under <c>/</c>, whether the process lives.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>What all of its endpoints have in common.</returns>
    public static IEndpointConventionBuilder MapPredict(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("").WithTags("Predict");
        PredictEndpoints.Map(group);
        return group;
    }

    /// <summary>
    /// Says what an image shows, which is a file as the body, or in a form: labels, or boxes where <c>ServedNetworkOptions.UseDetector</c> says how they are
    /// made. The query's <c>top</c> says how many are wanted, without it 5 labels or all boxes, and <c>threshold</c> how much they score at least.
    /// </summary>
    /// <typeparam name="TNetwork">The network, which must be served, and whose description must say how images become its input.</typeparam>
    /// <param name="endpoints">The application.</param>
    /// <param name="pattern">Where the endpoint is, such as <c>/classify</c>.</param>
    /// <param name="name">The name under which the network is served; null for the first.</param>
    /// <returns>The endpoint.</returns>
    /// <exception cref="InvalidOperationException">The network's description has no preprocessing.</exception>
    public static RouteHandlerBuilder MapClassify<TNetwork>(this IEndpointRouteBuilder endpoints, string pattern, string? name = null)
        where TNetwork : class, IGeneratedNetwork<TNetwork> => TNetwork.Info.Preprocessing is null
        ? throw new InvalidOperationException($"The description of {TNetwork.Info.Name} does not say how images become its input.")
        : ClassifyEndpoint.Map(endpoints, pattern, models =>
            models.All.LastOrDefault(model => model.Model is NetworkModel<TNetwork> && (name is null || model.Name == name))
            ?? throw new InvalidOperationException($"{TNetwork.Info.Name} is not served{(name is null ? "" : $" as '{name}'")}; AddMobileNet adds it."));

    /// <summary>
    /// Answers <c>/health/live</c> and <c>/health/ready</c> with a word, as probes want it: whether the process lives, and whether every model runs.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <returns>What both endpoints have in common.</returns>
    public static IEndpointConventionBuilder MapServingHealth(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/health");
        group.MapHealthChecks("/live", new HealthCheckOptions { Predicate = check => check.Tags.Contains(HealthTags.Live) });
        group.MapHealthChecks("/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(HealthTags.Ready) });
        return group;
    }
}
