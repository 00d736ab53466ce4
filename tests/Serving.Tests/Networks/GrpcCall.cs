using Google.Protobuf;
using Grpc.Net.Client;
using MobileNetGen.AspNetCore.OpenInference.Grpc;
using MobileNetGen.Serving.Tests.Replay;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>Calls over gRPC.</summary>
internal static class GrpcCall
{
    /// <summary>Without TLS, an address has one protocol.</summary>
    public static (string Key, string Value) Http2 { get; } = ("Kestrel:EndpointDefaults:Protocols", "Http2");

    public static async Task<ModelInferResponse> Infer(ServedApplication server, ModelInferRequest request) =>
        ModelInferResponse.Parser.ParseFrom(await Call(server, "ModelInfer", request));

    public static async Task<ModelMetadataResponse> Metadata(ServedApplication server, string model) =>
        ModelMetadataResponse.Parser.ParseFrom(await Call(server, "ModelMetadata", new ModelMetadataRequest { Name = model }));

    private static async Task<byte[]> Call(ServedApplication server, string name, IMessage request)
    {
        using var channel = GrpcChannel.ForAddress(server.Client.BaseAddress!);
        return await RawGrpc.Call(channel, RawGrpc.Service, name, request.ToByteArray());
    }
}
