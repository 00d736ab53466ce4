using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MobileNetGen.Serving.Tests.Replay;

/// <summary>An answer over HTTP/1.1 with its head, whose names are in small letters.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>Sends bytes as they are, and reads one answer.</summary>
internal static class RawHttp
{
    public static async Task<RawAnswer> Send(int port, byte[] request, CancellationToken stop)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, stop);
        await using var stream = new NetworkStream(socket);
        var sending = stream.WriteAsync(request, stop).AsTask();
        var (status, headers) = await Head(stream, stop);
        while (status == 100)
        {
            (status, headers) = await Head(stream, stop);
        }

        var length = request.AsSpan().StartsWith("HEAD "u8) ? 0 : int.Parse(headers["content-length"], CultureInfo.InvariantCulture);
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, stop);
        try
        {
            await sending;
        }
        catch (IOException)
        {
            // The server had read enough to answer.
        }

        return new RawAnswer(status, headers, body);
    }

    private static async Task<(int Status, Dictionary<string, string> Headers)> Head(NetworkStream stream, CancellationToken stop)
    {
        var head = new List<byte>();
        var next = new byte[1];
        while (!Ends(head))
        {
            await stream.ReadExactlyAsync(next, stop);
            head.Add(next[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return (
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture),
            lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0].ToLowerInvariant(), pair => pair[1]));
    }

    private static bool Ends(List<byte> head) => head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n';
}
