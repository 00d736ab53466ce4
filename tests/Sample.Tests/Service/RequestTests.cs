using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace MobileNetGen.Sample.Tests.Service;

/// <summary>
/// Requests that are changed at random, from the first byte of the head to the last of the image. Two seconds; MOBILENETGEN_FUZZ_SECONDS makes it longer.
/// </summary>
[Collection(nameof(NativeProgram))]
public sealed class RequestTests(PublishedService published)
{
    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(
        double.Parse(Environment.GetEnvironmentVariable("MOBILENETGEN_FUZZ_SECONDS") ?? "2", CultureInfo.InvariantCulture));

    /// <summary>A request that lacks its end is waited for, by the service and not by us.</summary>
    private static readonly TimeSpan s_hangUpAfter = TimeSpan.FromSeconds(0.3);

    [Fact]
    public async Task No_changed_request_makes_the_service_fail_or_keeps_it_from_answering_the_next()
    {
        using var service = await published.Start();
        var address = new IPEndPoint(IPAddress.Loopback, service.Client.BaseAddress!.Port);
        var image = await File.ReadAllBytesAsync(SampleRun.Example(7), TestContext.Current.CancellationToken);
        byte[][] requests = [Request(image), Chunked(image), "GET /health HTTP/1.1\r\nHost: service\r\nConnection: close\r\n\r\n"u8.ToArray()];
        Assert.Equal(HttpStatusCode.OK, await Send(address, requests[0], RunningService.Deadline));
        Assert.Equal(HttpStatusCode.OK, await Send(address, requests[1], RunningService.Deadline));

        var statuses = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var start = Stopwatch.GetTimestamp();
        for (var seed = 0; Stopwatch.GetElapsedTime(start) < s_length; seed++)
        {
            var random = new Random(seed);
            var status = await Send(address, Mutator.Change(requests[random.Next(requests.Length)], requests, random), s_hangUpAfter);
            Assert.True(status is not HttpStatusCode.InternalServerError, $"the seed {seed}");
            var name = status?.ToString() ?? "no answer";
            statuses[name] = statuses.GetValueOrDefault(name) + 1;
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", statuses.Select(status => $"{status.Value} {status.Key}")));
        Assert.Equal(HttpStatusCode.OK, await Send(address, requests[0], RunningService.Deadline));
        Assert.InRange(service.ResidentMegabytes, 0, 300);
    }

    private static byte[] Request(byte[] image) => [.. Head($"Content-Length: {image.Length}"), .. image];

    /// <summary>In two chunks.</summary>
    private static byte[] Chunked(byte[] image) =>
    [
        .. Head("Transfer-Encoding: chunked"),
        .. Encoding.ASCII.GetBytes($"{image.Length / 2:x}\r\n"), .. image[..(image.Length / 2)],
        .. Encoding.ASCII.GetBytes($"\r\n{image.Length - (image.Length / 2):x}\r\n"), .. image[(image.Length / 2)..], .. "\r\n0\r\n\r\n"u8,
    ];

    private static byte[] Head(string length) =>
        Encoding.ASCII.GetBytes($"POST /classify HTTP/1.1\r\nHost: service\r\nContent-Type: image/png\r\nConnection: close\r\n{length}\r\n\r\n");

    /// <summary>Null if the service lets the client go without an answer, or is waited for no longer.</summary>
    private static async Task<HttpStatusCode?> Send(IPEndPoint address, byte[] request, TimeSpan patience)
    {
        using var late = new CancellationTokenSource(patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var answer = new byte[1 << 16];
        var length = 0;
        try
        {
            await socket.ConnectAsync(address, late.Token);
            for (var sent = 0; sent < request.Length;)
            {
                sent += await socket.SendAsync(request.AsMemory(sent), late.Token);
            }

            while (length < answer.Length && await socket.ReceiveAsync(answer.AsMemory(length), late.Token) is > 0 and var more)
            {
                length += more;
            }
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException)
        {
            // The service had read enough, or waits for more.
        }

        var line = Encoding.ASCII.GetString(answer, 0, length).Split('\n')[0].Split(' ');
        return line.Length > 1 && int.TryParse(line[1], CultureInfo.InvariantCulture, out var status) ? (HttpStatusCode)status : null;
    }
}
