using System.Diagnostics;

namespace MobileNetGen.Sample.Tests;

/// <summary>A program that a test started and that has ended.</summary>
internal sealed record Child(int Exit, string Output, string Errors)
{
    public static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    public static Child Run(string program, params string[] args) => Run(new ProcessStartInfo(program, args));

    public static Child Run(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;

        // What the test runner sets for itself is not for the builds that it starts.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("DOTNET_CLI", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        // A build that a test starts leaves no process behind, and tells nobody of itself.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Child(process.ExitCode, output, errors.Result);
    }
}
