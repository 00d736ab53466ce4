using System.IO.Compression;
using System.Text.Json;
using MobileNetGen.Tests;
using Xunit;

namespace MobileNetGen.Serving.Tests.Replay;

/// <summary>Calls of real clients, with the bytes that they sent and what real servers answered.</summary>
public sealed class Recordings : IDisposable
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "..", "shared", "truth", "serving");

    private readonly ZipArchive? _files = File.Exists(Path.Combine(s_folder, "fixtures.zip")) ? ZipFile.OpenRead(Path.Combine(s_folder, "fixtures.zip")) : null;

    internal IReadOnlyList<Recording> Of(string transport)
    {
        Assert.SkipWhen(_files is null, "the folder shared/truth/serving is not there");
        using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(s_folder, "index.json")));
        return
        [
            .. index.RootElement.GetProperty("fixtures").EnumerateArray()
                .Where(call => call.GetProperty("transport").GetString() == transport && call.GetProperty("request").ValueKind != JsonValueKind.Null)
                .Select(Read),
        ];
    }

    public void Dispose() => _files?.Dispose();

    private Recording Read(JsonElement call)
    {
        var files = call.GetProperty("request") is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(file => file.GetString()!)]
            : new[] { call.GetProperty("request").GetString()! };
        var triton = call.GetProperty("responses").TryGetProperty("triton", out var answer) ? answer : (JsonElement?)null;
        return new Recording(
            call.GetProperty("name").GetString()!,
            call.TryGetProperty("rpc", out var rpc) ? rpc.GetString()! : call.GetProperty("path").GetString()!,
            [.. files.Select(Bytes)],
            call.TryGetProperty("request_truncated_of", out var length) ? length.GetInt32() : null,
            triton?.TryGetProperty("status", out var status)
                ?? false ? status.ToString() : triton?.TryGetProperty("code", out var code) ?? false ? code.GetString() : null,
            call.GetProperty("responses").TryGetProperty("kserve", out var kserve)
                && kserve.TryGetProperty("file", out var file) && kserve.GetProperty(call.TryGetProperty("rpc", out _) ? "code" : "status").ToString() == "200"
                ? Bytes(file.GetString()!)
                : null,
            call.TryGetProperty("expect_outputs", out var outputs) ? [.. outputs.EnumerateArray().Select(output => output.Clone())] : []);
    }

    private byte[] Bytes(string file)
    {
        // Tests of several classes read at once, and an archive serves one at a time.
        lock (_files!)
        {
            using var stream = _files.GetEntry(file)!.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        }
    }
}

/// <summary>A call.</summary>
/// <param name="Name">Its name among the recordings.</param>
/// <param name="Target">The path over HTTP, or the method over gRPC.</param>
/// <param name="Requests">The messages that were sent: one, or those of a stream.</param>
/// <param name="Length">How long the message was, if only its beginning was kept.</param>
/// <param name="Triton">The status with which Triton answered.</param>
/// <param name="KServe">What KServe answered over HTTP with 200.</param>
/// <param name="Outputs">What comes out.</param>
internal sealed record Recording(
    string Name, string Target, IReadOnlyList<byte[]> Requests, int? Length, string? Triton, byte[]? KServe, IReadOnlyList<JsonElement> Outputs);
