using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MobileNetGen.AspNetCore.OpenInference.Grpc;
using Xunit;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>Calls over gRPC.</summary>
internal static class GrpcCall
{
    private static readonly Marshaller<byte[]> s_bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>Without TLS, an address has one protocol.</summary>
    public static (string Key, string Value) Http2 { get; } = ("Kestrel:EndpointDefaults:Protocols", "Http2");

    public static async Task<ModelInferResponse> Infer(ServedApplication server, ModelInferRequest request) =>
        ModelInferResponse.Parser.ParseFrom(await Call(server, "ModelInfer", request));

    public static async Task<ModelMetadataResponse> Metadata(ServedApplication server, string model) =>
        ModelMetadataResponse.Parser.ParseFrom(await Call(server, "ModelMetadata", new ModelMetadataRequest { Name = model }));

    private static async Task<byte[]> Call(ServedApplication server, string name, IMessage request)
    {
        using var channel = GrpcChannel.ForAddress(server.Client.BaseAddress!);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "inference.GRPCInferenceService", name, s_bytes, s_bytes);
        var options = new CallOptions(cancellationToken: TestContext.Current.CancellationToken);
        return await channel.CreateCallInvoker().AsyncUnaryCall(method, null, options, request.ToByteArray());
    }
}
