using Grpc.Core;
using Xunit;

namespace MobileNetGen.Serving.Tests.Replay;

/// <summary>Calls over gRPC whose messages are bytes.</summary>
internal static class RawGrpc
{
    /// <summary>The Open Inference Protocol's.</summary>
    public const string Service = "inference.GRPCInferenceService";

    private static readonly Marshaller<byte[]> s_bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <exception cref="RpcException">The answer is a status other than OK, or there is none in time.</exception>
    public static async Task<byte[]> Call(ChannelBase channel, string service, string name, byte[] message)
    {
        var method = new Method<byte[], byte[]>(MethodType.Unary, service, name, s_bytes, s_bytes);
        var options = new CallOptions(deadline: DateTime.UtcNow + ToyServer.Patience, cancellationToken: TestContext.Current.CancellationToken);
        return await channel.CreateCallInvoker().AsyncUnaryCall(method, null, options, message);
    }
}
