using Google.Protobuf;
using Grpc.AspNetCore.Server.Model;
using Grpc.Core;

namespace MobileNetGen.AspNetCore.OpenInference.Grpc;

/// <summary>The service's methods: by name, without reflection, and with requests for inference as <see cref="InferCall"/> reads them.</summary>
internal sealed class GrpcMethods : IServiceMethodProvider<GrpcInferenceEndpoint>
{
    private const string Service = "inference.GRPCInferenceService";

    public void OnServiceMethodDiscovery(ServiceMethodProviderContext<GrpcInferenceEndpoint> context)
    {
        Add<ServerLiveRequest, ServerLiveResponse>("ServerLive", (service, _, _) => service.ServerLive());
        Add<ServerReadyRequest, ServerReadyResponse>("ServerReady", (service, _, call) => service.ServerReady(call));
        Add<ModelReadyRequest, ModelReadyResponse>("ModelReady", (service, request, call) => service.ModelReady(request, call));
        Add<ServerMetadataRequest, ServerMetadataResponse>("ServerMetadata", (_, _, _) => GrpcInferenceEndpoint.ServerMetadata());
        Add<ModelMetadataRequest, ModelMetadataResponse>("ModelMetadata", (service, request, call) => service.ModelMetadata(request, call));
        AddWith("ModelInfer", InferCall.Marshaller, Messages<ModelInferResponse>(), (service, request, call) => service.ModelInfer(request, call));
        Add<RepositoryIndexRequest, RepositoryIndexResponse>("RepositoryIndex", (service, request, call) => service.RepositoryIndex(request, call));

        void Add<TRequest, TAnswer>(string name, UnaryServerMethod<GrpcInferenceEndpoint, TRequest, TAnswer> handler)
            where TRequest : class, IMessage<TRequest>, new()
            where TAnswer : class, IMessage<TAnswer>, new() => AddWith(name, Messages<TRequest>(), Messages<TAnswer>(), handler);

        void AddWith<TRequest, TAnswer>(
            string name, Marshaller<TRequest> requests, Marshaller<TAnswer> answers, UnaryServerMethod<GrpcInferenceEndpoint, TRequest, TAnswer> handler)
            where TRequest : class
            where TAnswer : class => context.AddUnaryMethod(new(MethodType.Unary, Service, name, requests, answers), [], handler);
    }

    private static Marshaller<T> Messages<T>()
        where T : class, IMessage<T>, new()
    {
        var parser = new MessageParser<T>(() => new T());
        return Marshallers.Create(Write, context => parser.ParseFrom(context.PayloadAsReadOnlySequence()));
    }

    private static void Write<T>(T message, SerializationContext context)
        where T : IMessage
    {
        context.SetPayloadLength(message.CalculateSize());
        message.WriteTo(context.GetBufferWriter());
        context.Complete();
    }
}
