using Google.Protobuf;
using Grpc.Core;
using MobileNetGen.AspNetCore.Limits;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference.Grpc;

/// <summary>The protocol over gRPC. Values of answers are raw, which every client reads.</summary>
internal sealed class GrpcInferenceEndpoint(InferenceServer server)
{
    public Task<ServerLiveResponse> ServerLive() =>
        Task.FromResult(new ServerLiveResponse { Live = server.IsAlive });

    public Task<ServerReadyResponse> ServerReady(ServerCallContext context) => Answer(context, async deadline =>
        new ServerReadyResponse { Ready = server.IsAlive && await server.Readiness.WhyNot(deadline) is null });

    /// <summary>A model that is not there is not ready: no error, as clients that wait for it expect.</summary>
    public Task<ModelReadyResponse> ModelReady(ModelReadyRequest request, ServerCallContext context) => Answer(context, async deadline =>
    {
        var model = server.Models.TryFind(request.Name, request.Version);
        return new ModelReadyResponse { Ready = model is not null && await server.Readiness.WhyNot(model, deadline) is null };
    });

    public static Task<ServerMetadataResponse> ServerMetadata() =>
        Task.FromResult(
            new ServerMetadataResponse { Name = InferenceServer.Name, Version = InferenceServer.Version, Extensions = { InferenceServer.Extensions } });

    public Task<ModelMetadataResponse> ModelMetadata(ModelMetadataRequest request, ServerCallContext context) => Answer(context, _ =>
    {
        var model = server.Models.Find(request.Name, request.Version);
        return Task.FromResult(new ModelMetadataResponse
        {
            Name = model.Name,
            Platform = model.Signature.Platform,
            Versions = { request.Version.Length > 0 ? [model.Version] : server.Models.Versions(model.Name).Select(one => one.Version) },
            Inputs = { model.Signature.Inputs.Select(Describe) },
            Outputs = { model.Signature.Outputs.Select(Describe) },
        });
    });

    public Task<ModelInferResponse> ModelInfer(InferCall call, ServerCallContext context) => Answer(context, async deadline =>
    {
        var model = server.Models.Find(call.Message.ModelName, call.Message.ModelVersion);
        var answer = await server.Run(model, () => Infer(model, call.Message), deadline);

        // An answer may lie in the request's memory. After a deadline, the work goes on with it, and it is the collector's.
        context.GetHttpContext().Response.RegisterForDispose(call);
        return answer;
    });

    public Task<RepositoryIndexResponse> RepositoryIndex(RepositoryIndexRequest request, ServerCallContext context) =>
        Answer(context, async deadline =>
    {
        var answer = new RepositoryIndexResponse();
        foreach (var model in server.Models.All)
        {
            var whyNot = await server.Readiness.WhyNot(model, deadline);
            if (whyNot is null || !request.Ready)
            {
                answer.Models.Add(new RepositoryIndexResponse.Types.ModelIndex
                {
                    Name = model.Name,
                    Version = model.Version,
                    State = whyNot is null ? "READY" : "UNAVAILABLE",
                    Reason = whyNot ?? "",
                });
            }
        }

        return answer;
    });

    private static ModelInferResponse Infer(ServedModel model, ModelInferRequest message)
    {
        var request = GrpcRequestReader.Read(model, message);
        var outputs = model.Model.Infer(request.Inputs);
        var answer = new ModelInferResponse { ModelName = model.Name, ModelVersion = model.Version, Id = message.Id };
        foreach (var wanted in request.Outputs)
        {
            var tensor = Classification.Of(model, wanted, outputs[wanted.Index]);
            answer.Outputs.Add(new ModelInferResponse.Types.InferOutputTensor
            {
                Name = model.Signature.Outputs[wanted.Index].Name,
                Datatype = tensor.DataType.Name(),
                Shape = { tensor.Shape },
            });
            answer.RawOutputContents.Add(UnsafeByteOperations.UnsafeWrap(RawTensor.Write(tensor)));
        }

        return answer;
    }

    private static ModelMetadataResponse.Types.TensorMetadata Describe(TensorSpec tensor)
    {
        var metadata = new ModelMetadataResponse.Types.TensorMetadata { Name = tensor.Name, Datatype = tensor.DataType.Name(), Shape = { tensor.Shape } };
        if (tensor.Alternatives.Length > 0)
        {
            metadata.Parameters.Add(TensorSpec.AlternativesKey, new InferParameter { StringParam = tensor.AlternativesText });
        }

        return metadata;
    }

    /// <summary>Answers a call, or says with a status why there is no answer.</summary>
    private async Task<T> Answer<T>(ServerCallContext context, Func<CancellationToken, Task<T>> answer)
    {
        using var deadline = new Deadline(server.Options, context.CancellationToken);
        try
        {
            return await answer(deadline.Token);
        }
        catch (Exception error) when (Refusal.Of(error, deadline) is { } refusal)
        {
            throw new RpcException(new Status(GrpcStatus.Of(refusal), refusal.Reason));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            server.LogFault(context.Method, error);
            throw new RpcException(new Status(StatusCode.Internal, "the server failed; its log says why"));
        }
    }
}
