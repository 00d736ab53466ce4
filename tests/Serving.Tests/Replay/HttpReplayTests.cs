using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace MobileNetGen.Serving.Tests.Replay;

/// <summary>What real clients sent over HTTP, byte for byte, to models of the same names.</summary>
public sealed partial class HttpReplayTests(ToyServer server, Recordings recordings)
{
    /// <summary>What Triton lets by, and should not: a text that is none, and integers that it wraps.</summary>
    private static readonly HashSet<string> s_refused = ["raw-bad-utf8", "raw-range-uint8", "raw-range-int8"];

    [Fact]
    public async Task Every_call_is_answered_with_what_comes_out_or_refused_with_a_reason()
    {
        var failures = new List<string>();
        var calls = recordings.Of("http").Where(call => call.Target.StartsWith("/v2", StringComparison.Ordinal)).ToList();
        foreach (var call in calls)
        {
            var answer = await RawHttp.Send(server.Http, LongRequests.Whole(call), TestContext.Current.CancellationToken).WaitAsync(
                ToyServer.Patience, TestContext.Current.CancellationToken);
            if (Difference(call, answer) is { } difference)
            {
                failures.Add($"{call.Name}: {difference}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.NotEmpty(calls);
        Assert.InRange(server.ResidentMegabytes, 0, 400);
    }

    /// <summary>KServe's first protocol, which has the paths of TensorFlow Serving.</summary>
    [Fact]
    public async Task Calls_of_the_first_protocol_are_answered_as_KServe_answers_them()
    {
        var calls = recordings.Of("http").Where(call => call.Target is "/" or ['/', 'v', '1', ..] && call.KServe is not null).ToList();
        foreach (var call in calls)
        {
            var answer = await RawHttp.Send(server.Http, call.Requests[0], TestContext.Current.CancellationToken).WaitAsync(
                ToyServer.Patience, TestContext.Current.CancellationToken);
            Assert.True(answer.Status == 200, $"{call.Name}: {answer.Status} {Text(answer.Body)}");
            using var expected = JsonDocument.Parse(Text(call.KServe!).Split("\r\n\r\n", 2)[1]);
            using var found = JsonDocument.Parse(answer.Body);
            Assert.All(
                expected.RootElement.EnumerateObject(), value => Assert.True(
                    JsonElement.DeepEquals(value.Value, found.RootElement.GetProperty(value.Name)), $"{call.Name}: {Text(answer.Body)}"));
        }

        Assert.NotEmpty(calls);
    }

    /// <returns>What is wrong with the answer; null if nothing is.</returns>
    private static string? Difference(Recording call, RawAnswer answer)
    {
        if (call.Triton != "200" || s_refused.Contains(call.Name) || !Offered().IsMatch(call.Target))
        {
            return IsRefusal(call, answer) ? null : $"status {answer.Status}, where a refusal is expected: {Text(answer.Body)}";
        }

        if (answer.Status != 200)
        {
            return $"status {answer.Status}: {Text(answer.Body)}";
        }

        var length = answer.Headers.TryGetValue("inference-header-content-length", out var header)
            ? int.Parse(header, CultureInfo.InvariantCulture)
            : answer.Body.Length;
        using var json = JsonDocument.Parse(answer.Body.AsMemory(0, length));
        if (call.Outputs.Count == 0)
        {
            return null;
        }

        var found = Outputs(json.RootElement, answer.Body.AsSpan(length));
        var expected = call.Outputs.Select(Output.Expected).ToList();
        var isBinary = found.Count == expected.Count && call.Outputs.All(output => header is not null == HasBinary(call));
        return found.Count == expected.Count && isBinary && expected.TrueForAll(output => found.Exists(one => Output.Same(output, one)))
            ? null
            : $"{string.Join("; ", found)}\nis not {string.Join("; ", expected)}";
    }

    private static bool HasBinary(Recording call) => call.Outputs.Any(output => output.GetProperty("binary").GetBoolean());

    private static bool IsRefusal(Recording call, RawAnswer answer)
    {
        // An answer to HEAD has no body.
        return answer.Status is 400 or 404 or 405
            && (call.Requests[0].AsSpan().StartsWith("HEAD "u8)
                || (answer.Headers["content-type"] == "application/json" && JsonElement.Parse(answer.Body).GetProperty("error").GetString()!.Length > 0));
    }

    private static List<Output> Outputs(JsonElement answer, ReadOnlySpan<byte> raw)
    {
        Assert.NotEmpty(answer.GetProperty("model_name").GetString()!);
        var outputs = new List<Output>();
        foreach (var output in answer.GetProperty("outputs").EnumerateArray())
        {
            var size = output.TryGetProperty("data", out _) ? 0 : output.GetProperty("parameters").GetProperty("binary_data_size").GetInt32();
            outputs.Add(Output.OfJson(output, raw[..size]));
            raw = raw[size..];
        }

        Assert.Equal(0, raw.Length);
        return outputs;
    }

    private static string Text(byte[] body) => System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 1000)));

    /// <summary>The protocol's paths, and the index of models; Triton has more.</summary>
    [GeneratedRegex(@"^/v2(/health/(live|ready)|/repository/index|/models/[^/]+(/versions/[^/]+)?(/ready|/infer)?)?(\?.*)?$")]
    private static partial Regex Offered();
}
