using System.Diagnostics;

namespace MobileNetGen.Tests;

/// <summary>A program that a test started and that has ended.</summary>
internal sealed record Child(int Exit, string Output, string Errors)
{
    /// <summary>The longest, two builds of all packages, take two minutes, and ten times as long on a slow machine.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(20);

    public static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    public static Child Run(string program, params string[] args) => Run(new ProcessStartInfo(program, args));

    /// <exception cref="TimeoutException">The program does not end, or something that it started keeps its output open.</exception>
    public static Child Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        // What the test runner sets for itself is not for the builds that it starts.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("DOTNET_CLI", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // A build that a test starts leaves no process after, tells nobody of itself, and gains nothing from being measured for the few seconds it takes.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "0";

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (process.WaitForExit(s_patience) && Task.WaitAll([output, errors], s_patience))
        {
            return new Child(process.ExitCode, output.Result, errors.Result);
        }

        var state = process.HasExited ? "ended, but what it started keeps its output open" : "does not end";
        process.Kill(entireProcessTree: true);
        Task.WaitAll([output, errors], TimeSpan.FromSeconds(10));
        throw new TimeoutException($"{start.FileName} {string.Join(' ', start.ArgumentList)} {state}.\n{Text(output)}{Text(errors)}");

        static string Text(Task<string> stream) => stream.IsCompletedSuccessfully ? stream.Result : "";
    }
}
