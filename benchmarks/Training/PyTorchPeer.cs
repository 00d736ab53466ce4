using System.Diagnostics;
using System.Globalization;

namespace MobileNetGen.Benchmarks.Training;

/// <summary>PyTorch in a process of its own, which does a step when it is asked for one.</summary>
internal sealed class PyTorchPeer : IDisposable
{
    /// <summary>
    /// Bytes up to which the C library keeps what is freed. By itself it gives memory back to the system, and gets it anew in every step, for more than
    /// half of the step's time.
    /// </summary>
    private const string Kept = "17179869184";

    private readonly Process _process;

    /// <param name="script">The program.</param>
    /// <param name="preset">The network.</param>
    /// <param name="batch">Images of a step.</param>
    /// <param name="threads">Its threads.</param>
    public PyTorchPeer(FileInfo script, string preset, int batch, int threads)
    {
        string[] arguments = [script.FullName, preset, batch.ToString(CultureInfo.InvariantCulture), threads.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo("python3", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = Kept;
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = Kept;
        _process = Process.Start(start)!;
    }

    /// <summary>The seconds of a step.</summary>
    /// <exception cref="InvalidOperationException">The program ended.</exception>
    public double Step()
    {
        _process.StandardInput.WriteLine();
        return double.Parse(
            _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"{_process.StartInfo.ArgumentList[0]} ended; it says why above."),
            CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
