using System.Diagnostics;

namespace MobileNetGen.Tests;

/// <summary>Ends programs without a warning, as a lack of memory does.</summary>
internal static class Killing
{
    /// <summary>128 and SIGKILL.</summary>
    private const int Killed = 137;

    /// <summary>A program may be done before it is seen to write: how often that is tried.</summary>
    private const int MaxAttempts = 50;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    public static bool IsPossible => OperatingSystem.IsLinux();

    /// <summary>Kills a program when it has come to a point where it stays.</summary>
    /// <exception cref="InvalidOperationException">The program ended by itself.</exception>
    /// <exception cref="TimeoutException">It does not come to that point.</exception>
    public static void When(ProcessStartInfo start, Func<bool> isTime)
    {
        var (exit, said) = Run(start, isTime);
        if (exit != Killed)
        {
            throw new InvalidOperationException($"The program ended with {exit}: {said}");
        }
    }

    /// <summary>Kills a program while a draft of the one file that it writes lies beside the file.</summary>
    /// <param name="start">The program.</param>
    /// <param name="file">The file.</param>
    /// <param name="prepare">Puts the file there, before each attempt.</param>
    public static void WhileWriting(ProcessStartInfo start, string file, Action prepare)
    {
        var folder = Path.GetDirectoryName(file)!;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            prepare();
            var files = Directory.GetFiles(folder).Length;
            var (exit, said) = Run(start, () => Directory.GetFiles(folder).Length != files);
            if (exit is not (0 or Killed))
            {
                throw new InvalidOperationException($"The program failed with {exit}: {said}");
            }

            if (exit == Killed && Directory.GetFiles(folder).Length != files)
            {
                return;
            }
        }

        throw new InvalidOperationException($"In {MaxAttempts} attempts, the program was not killed while it wrote.");
    }

    private static (int Exit, string Said) Run(ProcessStartInfo start, Func<bool> isTime)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var program = Process.Start(start)!;
        var (output, errors) = (program.StandardOutput.ReadToEndAsync(), program.StandardError.ReadToEndAsync());
        var started = Stopwatch.GetTimestamp();
        while (!isTime() && !program.HasExited && Stopwatch.GetElapsedTime(started) < s_patience)
        {
            Thread.Sleep(1);
        }

        program.Kill();
        program.WaitForExit();
        return Stopwatch.GetElapsedTime(started) < s_patience
            ? (program.ExitCode, output.Result + errors.Result)
            : throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} goes on: {output.Result}{errors.Result}");
    }
}
