using Grpc.Core;
using Grpc.Net.Client;
using MobileNetGen.AspNetCore.OpenInference.Grpc;
using Xunit;

namespace MobileNetGen.Serving.Tests.Replay;

/// <summary>What real clients sent over gRPC, message for message.</summary>
public sealed class GrpcReplayTests(ToyServer server, Recordings recordings)
{
    private const string Service = $"/{RawGrpc.Service}/";

    /// <summary>What Triton lets by, and should not: extents beyond any memory, and integers that it wraps.</summary>
    private static readonly HashSet<string> s_refused = [
        "tritonclient-grpc-shape-huge", "tritonclient-grpc-shape-overflow", "tritonclient-grpc-contents-int8-out-of-range"];

    private static readonly HashSet<string> s_offered = [
        "ServerLive", "ServerReady", "ModelReady", "ServerMetadata", "ModelMetadata", "ModelInfer", "RepositoryIndex"];

    [Fact]
    public async Task Every_call_is_answered_with_what_comes_out_or_refused_with_a_status()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{server.Grpc}");
        var failures = new List<string>();
        var calls = recordings.Of("grpc");
        foreach (var call in calls)
        {
            var (status, answer) = await Send(channel, call);
            if (Difference(call, status, answer) is { } difference)
            {
                failures.Add($"{call.Name}: {difference}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.NotEmpty(calls);
    }

    private static async Task<(Status Status, byte[] Answer)> Send(GrpcChannel channel, Recording call)
    {
        var parts = call.Target.Split('/');
        try
        {
            return (Status.DefaultSuccess, await RawGrpc.Call(channel, parts[1], parts[2], LongRequests.Whole(call)));
        }
        catch (RpcException error)
        {
            return (error.Status, []);
        }
    }

    /// <returns>What is wrong with the answer; null if nothing is.</returns>
    private static string? Difference(Recording call, Status status, byte[] answer)
    {
        var expected = Expected(call);
        if (status.StatusCode != expected)
        {
            return $"{status.StatusCode} ({status.Detail}) in place of {expected}";
        }

        if (status.StatusCode != StatusCode.OK || call.Outputs.Count == 0)
        {
            return null;
        }

        var message = ModelInferResponse.Parser.ParseFrom(answer);
        var found = message.Outputs.Zip(
            message.RawOutputContents, (output, raw) => new Output(
                output.Name, output.Datatype, string.Join(',', output.Shape), Output.OfRaw(output.Datatype, raw.Span))).ToList();
        return found.Count == call.Outputs.Count && call.Outputs.Select(Output.Expected).All(output => found.Exists(one => Output.Same(output, one)))
            ? null
            : $"{string.Join("; ", found)}\nis not {string.Join("; ", call.Outputs.Select(Output.Expected))}";
    }

    private static StatusCode Expected(Recording call) =>
        !call.Target.StartsWith(Service, StringComparison.Ordinal) || !s_offered.Contains(call.Target[Service.Length..]) ? StatusCode.Unimplemented
        : s_refused.Contains(call.Name) ? StatusCode.InvalidArgument
        : call.Outputs.Count > 0 ? StatusCode.OK
        : Enum.Parse<StatusCode>(call.Triton!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
