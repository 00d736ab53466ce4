using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace MobileNetGen.AspNetCore.OpenInference.Rest;

/// <summary>What endpoints say of their bodies in a description of the interface.</summary>
internal static class RestForms
{
    /// <summary>The same object, whether all is well or not.</summary>
    public static RouteHandlerBuilder TellsHealth(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces<HealthBody>().Produces<HealthBody>(StatusCodes.Status503ServiceUnavailable);

    /// <summary>A model that is not there, or that cannot answer now.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint) => endpoint
        .Produces<ErrorBody>(StatusCodes.Status404NotFound)
        .Produces<ErrorBody>(StatusCodes.Status503ServiceUnavailable);

    /// <summary>Tensors in, tensors out. No type of content is named, since a request of another would be refused, and clients send any.</summary>
    public static RouteHandlerBuilder Infers(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new AcceptsMetadata([], typeof(InferBody)))
        .Produces<InferAnswerBody>()
        .Produces<ErrorBody>(StatusCodes.Status400BadRequest)
        .Produces<ErrorBody>(StatusCodes.Status413PayloadTooLarge)
        .Refuses();
}
