using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MobileNetGen.ServingLoad;

/// <summary>A server as a process of its own, on ports that were free.</summary>
internal sealed class Server : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <param name="program">The program.</param>
    /// <param name="arguments">What it gets, besides its addresses.</param>
    public Server(string program, params string[] arguments)
    {
        (Http, Grpc) = (FreeAddress(), FreeAddress());
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["Kestrel__Endpoints__Http__Url"] = Http.ToString();
        start.Environment["Kestrel__Endpoints__Grpc__Url"] = Grpc.ToString();
        start.Environment["Kestrel__Endpoints__Grpc__Protocols"] = "Http2";
        _process = Process.Start(start)!;
    }

    public Uri Http { get; }

    public Uri Grpc { get; }

    /// <summary>What of the process is in memory now, and was at most.</summary>
    public (double Now, double Max) Megabytes => (Megabyte("VmRSS"), Megabyte("VmHWM"));

    /// <summary>Asks until there is an answer.</summary>
    /// <returns>Milliseconds since the start of the process.</returns>
    /// <exception cref="TimeoutException">There is none.</exception>
    public async Task<double> FirstAnswer(Func<Task> ask)
    {
        while (Stopwatch.GetElapsedTime(_started) < s_patience && !_process.HasExited)
        {
            try
            {
                await ask();
                return Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(1);
            }
        }

        throw new TimeoutException("The server does not answer.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Uri FreeAddress()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return new Uri($"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}");
    }

    private double Megabyte(string name)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
