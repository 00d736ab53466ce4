using System.Runtime.InteropServices;
using Google.Protobuf;
using Grpc.Net.Client;
using MobileNetGen.AspNetCore.OpenInference.Grpc;

namespace MobileNetGen.ServingLoad;

/// <summary>What clients ask, each on a connection of its own.</summary>
internal static class Requests
{
    private const int Extent = 224;

    /// <summary>A photo as the body.</summary>
    public static Func<Task> Photo(Uri server, byte[] photo) => Post(new Uri(server, "/classify"), photo);

    /// <summary>The floats of an image as the body.</summary>
    public static Func<Task> Tensor(Uri server) => Post(new Uri(server, "/tensor"), Floats());

    /// <summary>The floats of an image as raw contents of the Open Inference Protocol.</summary>
    public static Func<Task> Grpc(Uri server)
    {
        var client = new GRPCInferenceService.GRPCInferenceServiceClient(GrpcChannel.ForAddress(server));
        var request = new ModelInferRequest { ModelName = "large" };
        request.Inputs.Add(new ModelInferRequest.Types.InferInputTensor { Name = "input", Datatype = "FP32", Shape = { 1, Extent, Extent, 3 } });
        request.RawInputContents.Add(ByteString.CopyFrom(Floats()));
        return async () => await client.ModelInferAsync(request);
    }

    /// <summary>What an address answers to a body.</summary>
    /// <exception cref="HttpRequestException">It is not 200.</exception>
    public static async Task<string> Ask(HttpClient client, Uri address, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await client.PostAsync(address, content);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync();
    }

    public static HttpClient Connection() => new(new SocketsHttpHandler { MaxConnectionsPerServer = 1 });

    private static Func<Task> Post(Uri address, byte[] body)
    {
        var client = Connection();
        return () => Ask(client, address, body);
    }

    private static byte[] Floats()
    {
        var random = new Random(1);
        return MemoryMarshal.AsBytes<float>([.. Enumerable.Range(0, Extent * Extent * 3).Select(_ => (random.NextSingle() * 2) - 1)]).ToArray();
    }
}
