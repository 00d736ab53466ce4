using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using MobileNetGen.Serving.Tests.Replay;
using MobileNetGen.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(ToyServer))]
[assembly: AssemblyFixture(typeof(Recordings))]

namespace MobileNetGen.Serving.Tests.Replay;

/// <summary>The toy server as a process of its own, started once for all tests.</summary>
public sealed partial class ToyServer : IDisposable
{
    /// <summary>What takes longer than this is stuck.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task _rest;

    public ToyServer()
    {
        var configuration = typeof(ToyServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(entry => entry.Key == "Configuration").Value!;
        var program = Path.Combine(Repository.Root, "tests", "ToyServer", "bin", configuration, "net10.0", "MobileNetGen.ToyServer.dll");
        _process = Process.Start(new ProcessStartInfo("dotnet", ["exec", program, "0", "0"]) { RedirectStandardOutput = true })!;
        var line = _process.StandardOutput.ReadLineAsync().WaitAsync(Patience).GetAwaiter().GetResult();
        var ports = Port().Matches(line ?? throw new InvalidOperationException("the toy server ended before it listened")).Select(
            match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        (Http, Grpc) = (ports[0], ports[1]);

        // A log that nobody reads would stop it when the pipe is full.
        _rest = _process.StandardOutput.ReadToEndAsync();
    }

    public int Http { get; }

    public int Grpc { get; }

    /// <summary>What the process keeps in memory.</summary>
    public long ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 >> 20;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _rest.Wait(Patience);
        _process.Dispose();
    }

    [GeneratedRegex(@":(\d+)")]
    private static partial Regex Port();
}
