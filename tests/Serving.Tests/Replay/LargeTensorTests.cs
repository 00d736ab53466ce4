using System.Runtime.InteropServices;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MobileNetGen.AspNetCore.OpenInference.Grpc;
using Xunit;

namespace MobileNetGen.Serving.Tests.Replay;

/// <summary>Tensors as large as pictures, over gRPC: requests share memory, which no answer shows.</summary>
public sealed class LargeTensorTests(ToyServer server)
{
    /// <summary>Floats of a picture of 200 × 200 pixels.</summary>
    private const int Length = 3 * 200 * 200;

    [Fact]
    public Task Answers_that_lie_in_the_memory_of_requests_are_each_clients_own() => Task.WhenAll(Enumerable.Range(0, 6).Select(async client =>
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{server.Grpc}");
        for (var call = 0; call < 12; call++)
        {
            var values = Values((100 * client) + call);
            var answer = await Echo(channel, [Names(), Raw(values)]);
            Assert.True(answer.AsSpan().SequenceEqual(values), $"client {client}, call {call}");
        }
    }));

    [Fact]
    public async Task Fields_come_in_any_order_and_unknown_ones_between()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{server.Grpc}");
        var values = Values(1);
        byte[] number = [0xA0, 0x06, 0x05], bytes4 = [0xA5, 0x06, 1, 2, 3, 4], bytes8 = [0xA1, 0x06, 1, 2, 3, 4, 5, 6, 7, 8], text = [0xA2, 0x06, 2, 65, 66];
        byte[] group = [0xA3, 0x06, 0x3A, 0x01, 0x00, 0xA4, 0x06];
        byte[][][] messages =
        [
            [Raw(values), Names()],
            [number, bytes4, Raw(values), bytes8, text, Names()],
            [group, Names(), Raw(values)],
            [Names(), Raw(values), group],
        ];
        foreach (var message in messages)
        {
            var answer = await Echo(channel, message);
            Assert.True(answer.AsSpan().SequenceEqual(values));
        }
    }

    /// <summary>As with a message that has no large tensor.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(sizeof(float) * Length)]
    public async Task A_message_that_is_cut_has_a_status(int missing)
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{server.Grpc}");
        var small = await Assert.ThrowsAsync<RpcException>(() => Echo(channel, [Names()[..^1]]));
        var large = await Assert.ThrowsAsync<RpcException>(() => Echo(channel, [Names(), Raw(Values(1))[..^missing]]));
        Assert.Equal(small.StatusCode, large.StatusCode);
        Assert.Equal(Length, (await Echo(channel, [Names(), Raw(Values(2))])).Length);
    }

    [Fact]
    public async Task Two_tensors_for_one_input_are_refused()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{server.Grpc}");
        var error = await Assert.ThrowsAsync<RpcException>(() => Echo(channel, [Names(), Raw(Values(1)), Raw(Values(2))]));
        Assert.Equal((StatusCode.InvalidArgument, "there are 1 inputs and 2 raw_input_contents; each input has one"), (error.StatusCode, error.Status.Detail));
    }

    private static float[] Values(int seed)
    {
        var values = new float[Length];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    private static byte[] Names() => new ModelInferRequest
    {
        ModelName = "echo_fp32",
        Inputs = { new ModelInferRequest.Types.InferInputTensor { Name = "input", Datatype = "FP32", Shape = { 1, Length } } },
    }.ToByteArray();

    private static byte[] Raw(float[] values) => new ModelInferRequest
    {
        RawInputContents = { ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan())) },
    }.ToByteArray();

    private static async Task<float[]> Echo(GrpcChannel channel, byte[][] message)
    {
        var bytes = await RawGrpc.Call(channel, RawGrpc.Service, "ModelInfer", [.. message.SelectMany(part => part)]);
        var answer = ModelInferResponse.Parser.ParseFrom(bytes);
        return MemoryMarshal.Cast<byte, float>(Assert.Single(answer.RawOutputContents).Span).ToArray();
    }
}
