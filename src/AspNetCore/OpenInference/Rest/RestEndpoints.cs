using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference.Rest;

/// <summary>The protocol's paths.</summary>
internal static class RestEndpoints
{
    private const string Model = "/v2/models/{model}";
    private const string Version = Model + "/versions/{version}";
    private const string Readiness = "/ready";
    private const string Inference = "/infer";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v2", Describe).WithSummary("What the server is.").Produces<ServerBody>();
        routes.MapGet("/v2/health/live", Live).WithSummary("Whether the process lives.").TellsHealth();
        routes.MapGet("/v2/health/ready", Ready).WithSummary("Whether every model answers.").TellsHealth();
        routes.MapPost("/v2/repository/index", Index).WithSummary("All models and their versions.").Produces<IReadOnlyList<IndexedBody>>();
        routes.MapGet(Model, DescribeNewest).WithSummary("What the newest version of a model takes and gives.").Produces<ModelBody>().Refuses();
        routes.MapGet(Version, DescribeModel).WithSummary("What a version of a model takes and gives.").Produces<ModelBody>().Refuses();
        routes.MapGet(Model + Readiness, NewestReady).WithSummary("Whether the newest version of a model answers.").Produces<ReadyBody>().Refuses();
        routes.MapGet(Version + Readiness, ModelReady).WithSummary("Whether a version of a model answers.").Produces<ReadyBody>().Refuses();
        routes.MapPost(Model + Inference, InferEndpoint.InferNewest).WithSummary("Runs the newest version of a model.").Infers();
        routes.MapPost(Version + Inference, InferEndpoint.Infer).WithSummary("Runs a version of a model.").Infers();

        // Whatever else is asked is refused as the protocol refuses, and no page is made of it.
        string[] others = ["/v2", "/v2/health/live", "/v2/health/ready", "/v2/repository/index"];
        string[] models = [Model, Model + Readiness, Model + Inference, Version, Version + Readiness, Version + Inference];
        foreach (var path in others.Concat(models))
        {
            routes.Map(path, MethodNotAllowed).ExcludeFromDescription();
        }

        routes.Map("/v2/{**path}", NotFound).ExcludeFromDescription();
    }

    private static Task Describe(HttpContext context, CancellationToken gone) =>
        new RestCall(context, gone).Answer((_, _) => RestAnswers.Write(context, RestDescriptions.Server));

    /// <summary>Clients look for both keys, and at the status: whether models answer is asked for elsewhere.</summary>
    private static Task Live(HttpContext context, CancellationToken gone) =>
        new RestCall(context, gone).Answer((server, _) => Health(context, server.IsAlive, server.IsAlive));

    private static Task Ready(HttpContext context, CancellationToken gone) => new RestCall(context, gone).Answer(async (server, deadline) =>
        await Health(context, server.IsAlive, server.IsAlive && await server.Readiness.WhyNot(deadline) is null));

    private static Task Index(HttpContext context, CancellationToken gone) => new RestCall(context, gone).Answer(async (server, deadline) =>
    {
        var models = new List<(ServedModel, string?)>();
        foreach (var model in server.Models.All)
        {
            models.Add((model, await server.Readiness.WhyNot(model, deadline)));
        }

        await RestAnswers.Write(context, json => RestDescriptions.Index(json, models));
    });

    private static Task DescribeNewest(HttpContext context, string model, CancellationToken gone) => DescribeModel(context, model, null, gone);

    private static Task NewestReady(HttpContext context, string model, CancellationToken gone) => ModelReady(context, model, null, gone);

    private static Task DescribeModel(HttpContext context, string model, string? version, CancellationToken gone) =>
        new RestCall(context, gone).Answer((server, _) =>
    {
        var served = server.Models.Find(model, version);
        var versions = version is null ? server.Models.Versions(model).Select(one => one.Version) : [served.Version];
        return RestAnswers.Write(context, json => RestDescriptions.Model(json, served, versions));
    });

    private static Task ModelReady(HttpContext context, string model, string? version, CancellationToken gone) =>
        new RestCall(context, gone).Answer(async (server, deadline) =>
    {
        var whyNot = await server.Readiness.WhyNot(server.Models.Find(model, version), deadline);
        await RestAnswers.Write(context, Status(whyNot is null), json =>
        {
            json.WriteStartObject();
            json.WriteString("name"u8, model);
            json.WriteBoolean("ready"u8, whyNot is null);
            if (whyNot is not null)
            {
                json.WriteString("error"u8, whyNot);
            }

            json.WriteEndObject();
        });
    });

    /// <summary>One object for both questions.</summary>
    private static Task Health(HttpContext context, bool live, bool ready) => RestAnswers.Write(context, Status(ready), json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("live"u8, live);
        json.WriteBoolean("ready"u8, ready);
        json.WriteEndObject();
    });

    private static int Status(bool isWell) => isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;

    private static Task MethodNotAllowed(HttpContext context) => new RestCall(context, context.RequestAborted).Answer((_, _) => RestAnswers.Refuse(
        context, StatusCodes.Status405MethodNotAllowed,
        $"'{DisplayText.Of(context.Request.Path.Value!)}' does not answer {DisplayText.Of(context.Request.Method)}"));

    /// <summary>Says that nothing is at the path.</summary>
    public static Task NotFound(HttpContext context) => new RestCall(context, context.RequestAborted).Answer((_, _) => RestAnswers.Refuse(
        context, StatusCodes.Status404NotFound, $"nothing is at '{DisplayText.Of(context.Request.Path.Value!)}'"));
}
