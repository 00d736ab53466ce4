using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace MobileNetGen.Sample.Tests.Service;

/// <summary>The service as a process of its own, on a port that was free.</summary>
internal sealed partial class RunningService : IDisposable
{
    /// <summary>What takes longer than this is stuck.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly List<string> _log = [];
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task _reading;

    private RunningService(Process process)
    {
        _process = process;
        _reading = Read();
    }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { Expect100ContinueTimeout = Deadline }) { Timeout = Deadline };

    /// <summary>What the process keeps in memory.</summary>
    public long ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 >> 20;
        }
    }

    /// <summary>Starts the service and waits until it listens.</summary>
    public static async Task<RunningService> Start(string folder, params string[] settings)
    {
        var start = new ProcessStartInfo(
            Path.Combine(folder, "MobileNetGen.Samples.Service"),
            ["--urls", "http://127.0.0.1:0", .. settings])
        { RedirectStandardOutput = true };
        var service = new RunningService(Process.Start(start)!);
        try
        {
            var line = await service.Logged("Now listening on: ");
            service.Client.BaseAddress = new Uri(Address().Match(line).Value);
            return service;
        }
        catch
        {
            service.Dispose();
            throw;
        }
    }

    /// <summary>Waits for a line of the log.</summary>
    public async Task<string> Logged(string part)
    {
        using var late = new CancellationTokenSource(Deadline);
        await foreach (var line in _lines.Reader.ReadAllAsync(late.Token))
        {
            _log.Add(line);
            if (line.Contains(part, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"the service ended and never said \"{part}\":\n{string.Join('\n', _log)}");
    }

    /// <summary>Asks for a class, and sends the body only when the service has let the request in and reads.</summary>
    public async Task<HttpResponseMessage> Admitted(HttpContent body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "classify") { Content = body, Headers = { ExpectContinue = true } };
        return await Client.SendAsync(request, stop);
    }

    public void Terminate() => Child.Run("kill", "-TERM", $"{_process.Id}");

    /// <summary>Waits for the end of the process and gives its exit code.</summary>
    public async Task<int> Ended()
    {
        await _reading.WaitAsync(Deadline);
        await _process.WaitForExitAsync().WaitAsync(Deadline);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>Reads as the service writes: a log that nobody reads would stop it when the pipe is full.</summary>
    private async Task Read()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            await _lines.Writer.WriteAsync(line);
        }

        _lines.Writer.Complete();
    }

    [GeneratedRegex("http://[0-9.:]+")]
    private static partial Regex Address();
}
