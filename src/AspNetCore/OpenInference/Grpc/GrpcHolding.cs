using System.IO.Pipelines;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using MobileNetGen.AspNetCore.Limits;

namespace MobileNetGen.AspNetCore.OpenInference.Grpc;

/// <summary>Counts messages that come over gRPC among the bodies that are held: gRPC itself would gather any number of them.</summary>
internal static class GrpcHolding
{
    public static void Add(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is { } next)
        {
            endpoint.RequestDelegate = context => Hold(context, next);
        }
    }

    private static async Task Hold(HttpContext context, RequestDelegate next)
    {
        var bodies = context.RequestServices.GetRequiredService<BodyReader>();
        using var body = new CountedPipeReader(context.Request.BodyReader, bytes => Hold(bodies, bytes));
        context.Features.Set<IRequestBodyPipeFeature>(new BodyFeature(body));
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            // A message's size is limited by gRPC, which says so with a status.
            size.MaxRequestBodySize = null;
        }

        await next(context);
    }

    private static void Hold(BodyReader bodies, long bytes)
    {
        try
        {
            bodies.Hold(bytes);
        }
        catch (BusyException busy)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, busy.Message));
        }
    }

    private sealed class BodyFeature(PipeReader body) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => body;
    }
}
