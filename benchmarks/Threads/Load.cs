using System.Diagnostics;

namespace MobileNetGen.Benchmarks.Threads;

/// <summary>What else the machine does while a network is measured.</summary>
/// <param name="Name">For the table.</param>
/// <param name="BusyProcesses">Processes that each keep a core full.</param>
/// <param name="ThreadsPerCore">Threads of the network for each core.</param>
/// <param name="Cores">The CPU time that the process may take, in cores; null for all.</param>
internal sealed record Load(string Name, int BusyProcesses = 0, int ThreadsPerCore = 1, double? Cores = null)
{
    public static readonly Load None = new("idle");

    public static readonly IReadOnlyList<Load> All =
    [
        None,
        new("a busy process", BusyProcesses: 1),
        new("two threads a core", ThreadsPerCore: 2),
        new("quota of 1.5 cores", Cores: 1.5),
    ];

    /// <summary>Begins what goes on until it is disposed of.</summary>
    public IDisposable Begin() => new Started([.. Enumerable.Range(0, BusyProcesses).Select(_ => ThisProgram.Start("threads", "--busy"))]);

    private sealed class Started(Process[] processes) : IDisposable
    {
        public void Dispose()
        {
            foreach (var process in processes)
            {
                process.Kill();
                process.WaitForExit();
                process.Dispose();
            }
        }
    }
}
