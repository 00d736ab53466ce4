using Grpc.AspNetCore.Server;
using Microsoft.Extensions.Options;

namespace MobileNetGen.AspNetCore.OpenInference.Grpc;

/// <summary>Messages may be as large as bodies are over HTTP: gRPC's own limit is seven images.</summary>
internal sealed class GrpcLimits(IOptions<ServingOptions> serving) : IConfigureOptions<GrpcServiceOptions<GrpcInferenceEndpoint>>
{
    public void Configure(GrpcServiceOptions<GrpcInferenceEndpoint> options)
    {
        options.MaxReceiveMessageSize = (int)Math.Min(serving.Value.LargestBody, Array.MaxLength);
        options.MaxSendMessageSize = null;
    }
}
