using Grpc.Core;
using Microsoft.AspNetCore.Http;
using MobileNetGen.AspNetCore.Limits;

namespace MobileNetGen.AspNetCore.OpenInference.Grpc;

/// <summary>The status of gRPC that a status of HTTP is.</summary>
internal static class GrpcStatus
{
    public static StatusCode Of(Refusal refusal) => refusal.Status switch
    {
        StatusCodes.Status404NotFound => StatusCode.NotFound,
        StatusCodes.Status503ServiceUnavailable or StatusCodes.Status413PayloadTooLarge => StatusCode.ResourceExhausted,
        _ => StatusCode.InvalidArgument,
    };
}
