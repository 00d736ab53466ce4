using Google.Protobuf;
using Grpc.Core;
using MobileNetGen.AspNetCore.OpenInference.Grpc;
using Xunit;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>Messages over gRPC are held to the limits of bodies.</summary>
public sealed class GrpcLimitTests
{
    [Theory]
    [InlineData("Serving:HeldBytes", "20000", StatusCode.ResourceExhausted)]
    [InlineData("Serving:LargestBody", "20000", StatusCode.ResourceExhausted)]
    [InlineData("Serving:LargestBody", "200000", StatusCode.OK)]
    public async Task A_message_that_is_more_than_may_come_is_refused(string key, string value, StatusCode expected)
    {
        await using var server = await DigitsServer.Start((key, value), GrpcCall.Http2);
        var request = new ModelInferRequest
        {
            ModelName = "digits",
            Inputs = { new ModelInferRequest.Types.InferInputTensor { Name = "input", Datatype = "FP32", Shape = { 8, 28, 28, 1 } } },
            RawInputContents = { ByteString.CopyFrom(new byte[8 * 28 * 28 * sizeof(float)]) },
        };
        Assert.Equal(expected, await Send(server, request));
    }

    private static async Task<StatusCode> Send(ServedApplication server, ModelInferRequest request)
    {
        try
        {
            await GrpcCall.Infer(server, request);
            return StatusCode.OK;
        }
        catch (RpcException error)
        {
            return error.StatusCode;
        }
    }
}
