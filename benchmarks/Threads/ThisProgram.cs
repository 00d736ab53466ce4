using System.Diagnostics;
using System.Reflection;

namespace MobileNetGen.Benchmarks.Threads;

/// <summary>This program in another process.</summary>
internal static class ThisProgram
{
    public static Process Start(params string[] args) =>
        Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Entry, .. args]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;

    /// <summary>The assembly, where its host is <c>dotnet</c>.</summary>
    private static IEnumerable<string> Entry =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Assembly.GetEntryAssembly()!.Location] : [];
}
