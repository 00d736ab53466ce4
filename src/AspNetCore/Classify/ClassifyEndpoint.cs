using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MobileNetGen.AspNetCore.Limits;
using MobileNetGen.AspNetCore.Models;

namespace MobileNetGen.AspNetCore.Classify;

/// <summary>An image as the body, or as the file of a form; labels as the answer.</summary>
internal static class ClassifyEndpoint
{
    /// <summary>How many labels are given where a request does not say.</summary>
    public const int Guesses = 5;

    /// <param name="routes">The application.</param>
    /// <param name="pattern">Where the endpoint is.</param>
    /// <param name="find">Finds the model among those that are served.</param>
    public static RouteHandlerBuilder Map(IEndpointRouteBuilder routes, string pattern, Func<ModelRepository, ServedModel> find) => routes
        .MapPost(
            pattern, (
                HttpContext context, int? top, float? threshold, CancellationToken gone) => Answer(
                    context, find, top, threshold ?? float.NegativeInfinity, gone))
        .WithSummary("What an image shows, best first: classes, or boxes where the network detects.")
        .Produces<ClassifyAnswer>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<IResult> Answer(HttpContext context, Func<ModelRepository, ServedModel> find, int? top, float threshold, CancellationToken gone)
    {
        var server = context.RequestServices.GetRequiredService<InferenceServer>();
        using var deadline = new Deadline(server.Options, gone);
        try
        {
            if (top < 1)
            {
                throw new InferenceException($"'top' is {top.Value.ToString(CultureInfo.InvariantCulture)}; 1 or more can be asked for");
            }

            var model = find(server.Models);
            using var body = await server.Bodies.Read(context.Request, deadline.Token);
            var image = await ImageBody.Of(context.Request, body.Bytes, deadline.Token);
            var classifier = (IImageClassifier)model.Model;
            var answer = await server.Run(model, () => classifier.Classify(image, top, threshold), deadline.Token);
            return TypedResults.Json(answer, ClassifyJson.Default.ClassifyAnswer);
        }
        catch (Exception error) when (Refusal.Of(error, deadline) is { } refusal)
        {
            if (refusal.Status == StatusCodes.Status503ServiceUnavailable)
            {
                context.Response.Headers.RetryAfter = "1";
            }

            var problem = new ProblemDetails { Status = refusal.Status, Title = "The image has no answer.", Detail = refusal.Reason };
            return TypedResults.Json(problem, ClassifyJson.Default.ProblemDetails, "application/problem+json", refusal.Status);
        }
    }
}
