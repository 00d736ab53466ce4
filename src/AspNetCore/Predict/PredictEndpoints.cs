using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.OpenInference.Rest;

namespace MobileNetGen.AspNetCore.Predict;

/// <summary>The paths of TensorFlow Serving, and of KServe's first protocol.</summary>
internal static class PredictEndpoints
{
    private const string Model = "/v1/models/{model}";
    private const string Version = Model + "/versions/{version}";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/models", Index).WithSummary("The names of all models.");
        routes.MapGet(Model, StatusOfNewest).WithSummary("Whether a model answers.");
        routes.MapGet(Version, Status).WithSummary("Whether a version of a model answers.");
        routes.MapPost(Model + ":predict", PredictByNewest).WithSummary("Runs the newest version of a model.");
        routes.MapPost(Version + ":predict", Predict).WithSummary("Runs a version of a model.");
        routes.Map("/v1/{**path}", RestEndpoints.NotFound).ExcludeFromDescription();

        // Clients ask it whether the server lives. An application's own page is mapped before it.
        routes.MapGet("/", Live).WithSummary("Whether the process lives.").WithOrder(int.MaxValue);
    }

    private static Task StatusOfNewest(HttpContext context, string model, CancellationToken gone) => Status(context, model, null, gone);

    private static Task PredictByNewest(HttpContext context, string model, CancellationToken gone) => Predict(context, model, null, gone);

    private static Task Live(HttpContext context, CancellationToken gone) => new RestCall(context, gone).Answer((server, _) => server.IsAlive
        ? RestAnswers.Write(context, json =>
        {
            json.WriteStartObject();
            json.WriteString("status"u8, "alive"u8);
            json.WriteEndObject();
        })
        : RestAnswers.Refuse(context, StatusCodes.Status503ServiceUnavailable, "a request does not end"));

    private static Task Index(HttpContext context, CancellationToken gone) =>
        new RestCall(context, gone).Answer((server, _) => RestAnswers.Write(context, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("models"u8);
        foreach (var name in server.Models.All.Select(model => model.Name).Distinct())
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }));

    /// <summary>One object for both protocols: KServe's clients read <c>ready</c>, TensorFlow Serving's the list.</summary>
    private static Task Status(HttpContext context, string model, string? version, CancellationToken gone) =>
        new RestCall(context, gone).Answer(async (server, deadline) =>
    {
        var served = Find(server, model, version);
        var whyNot = await server.Readiness.WhyNot(served, deadline);
        await RestAnswers.Write(
            context, whyNot is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, json => WriteStatus(json, served, whyNot));
    });

    private static void WriteStatus(Utf8JsonWriter json, ServedModel model, string? whyNot)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, model.Name);
        json.WriteBoolean("ready"u8, whyNot is null);
        json.WriteStartArray("model_version_status"u8);
        json.WriteStartObject();
        json.WriteString("version"u8, model.Version);
        json.WriteString("state"u8, whyNot is null ? "AVAILABLE"u8 : "LOADING"u8);
        json.WriteStartObject("status"u8);
        json.WriteString("error_code"u8, whyNot is null ? "OK"u8 : "UNAVAILABLE"u8);
        json.WriteString("error_message"u8, whyNot ?? "");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Task Predict(HttpContext context, string model, string? version, CancellationToken gone) =>
        new RestCall(context, gone).Answer(async (server, deadline) =>
    {
        var served = Find(server, model, version);
        using var body = await server.Bodies.Read(context.Request, deadline);
        var bytes = body.Bytes;
        await RestAnswers.Write(context, await server.Run(served, () => Run(served, bytes), deadline));
    });

    private static InferenceAnswer Run(ServedModel model, ReadOnlyMemory<byte> body)
    {
        var request = new PredictReader(model).Read(body.Span);
        var outputs = model.Model.Infer(request.Inputs);
        return RestAnswers.Json(json => PredictWriter.Write(json, model, request, outputs));
    }

    /// <summary>The version 0 is a client's way to name none.</summary>
    private static ServedModel Find(InferenceServer server, string model, string? version) => server.Models.Find(model, version == "0" ? null : version);
}
