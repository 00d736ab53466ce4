using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace MobileNetGen.Sample.Tests.Service;

/// <summary>
/// Clients that send slowly, that send images which end in the middle, and that hang up, all at once: good requests are answered in time all the
/// same, and memory does not grow. Some seconds; MOBILENETGEN_ATTACK_SECONDS makes it longer, and strict.
/// </summary>
[Collection(nameof(NativeProgram))]
public sealed class AttackTests(PublishedService published)
{
    private const int Slow = 30;
    private const int Damaged = 30;
    private const int HangingUp = 5;

    /// <summary>However slow the machine is: fewer say nothing of memory.</summary>
    private const int MinAnswers = 30;

    /// <summary>A JPEG that begins, says how long its first segment is, and ends.</summary>
    private static readonly byte[] s_cutJpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A];

    private static readonly string? s_asked = Environment.GetEnvironmentVariable("MOBILENETGEN_ATTACK_SECONDS");

    private static readonly TimeSpan s_length = TimeSpan.FromSeconds(double.Parse(s_asked ?? "8", CultureInfo.InvariantCulture));

    /// <summary>What is promised on a machine of its own; elsewhere, what is far below the half a minute for which attackers are let be.</summary>
    private static readonly TimeSpan s_longestAnswer = TimeSpan.FromSeconds(s_asked is null ? 20 : 0.2);

    [Fact]
    public async Task Good_requests_are_answered_in_time_while_others_attack()
    {
        using var service = await published.Start();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var address = new IPEndPoint(IPAddress.Loopback, service.Client.BaseAddress!.Port);
        Task[] attackers =
        [
            .. Enumerable.Range(0, Slow).Select(_ => Until(() => SendSlowly(address, over.Token), over.Token)),
            .. Enumerable.Range(0, Damaged).Select(_ => Until(() => SendDamaged(service.Client, over.Token), over.Token)),
            .. Enumerable.Range(0, HangingUp).Select(_ => Until(() => HangUp(address, over.Token), over.Token)),
        ];
        var (times, memory) = (new List<TimeSpan>(), new List<long>());
        var digit = await File.ReadAllBytesAsync(SampleRun.Example(7), over.Token);
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < s_length || times.Count < MinAnswers;)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await service.Client.PostAsync("classify", new ByteArrayContent(digit), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            times.Add(Stopwatch.GetElapsedTime(started));
            memory.Add(service.ResidentMegabytes);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await over.CancelAsync();
        await Task.WhenAll(attackers);
        times.Sort();
        var (middle, last) = (Median(memory[(memory.Count / 3)..(memory.Count * 2 / 3)]), Median(memory[(memory.Count * 2 / 3)..]));
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {times.Count} answers, median {times[times.Count / 2].TotalMilliseconds:F1} ms, p99 {times[times.Count * 99 / 100].TotalMilliseconds:F1} ms;
            {memory.Max()} MB at most, {middle} MB in the middle third and {last} MB in the last
            """));
        Assert.InRange(times[times.Count * 99 / 100], TimeSpan.Zero, s_longestAnswer);
        Assert.InRange(memory.Max(), 0, 300);
        Assert.InRange(last, 0, (1.1 * middle) + 20);
    }

    private static long Median(List<long> numbers) => numbers.Order().ElementAt(numbers.Count / 2);

    private static async Task Until(Func<Task> attack, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                await attack();
            }
            catch (Exception ended) when (ended is OperationCanceledException or HttpRequestException or SocketException or IOException)
            {
                // The service let this client go, or time is over.
            }
        }
    }

    private static async Task SendSlowly(IPEndPoint address, CancellationToken over)
    {
        using var socket = await Announce(address, over);
        for (var count = 0; count < 1000; count++)
        {
            await socket.SendAsync(new byte[1], over);
            await Task.Delay(100, over);
        }
    }

    private static async Task SendDamaged(HttpClient client, CancellationToken over)
    {
        using var answer = await client.PostAsync("classify", new ByteArrayContent(s_cutJpeg), over);
        Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.ServiceUnavailable);
        await Task.Delay(10, over);
    }

    private static async Task HangUp(IPEndPoint address, CancellationToken over)
    {
        using var socket = await Announce(address, over);
        await socket.SendAsync(new byte[500], over);
        socket.LingerState = new LingerOption(true, 0);
        await Task.Delay(10, over);
    }

    private static async Task<Socket> Announce(IPEndPoint address, CancellationToken over)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address, over);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /classify HTTP/1.1\r\nHost: {address}\r\nContent-Length: 100000\r\n\r\n"), over);
        return socket;
    }
}
