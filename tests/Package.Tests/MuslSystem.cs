using System.Diagnostics;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>
/// Debian's musl as the system under a program for linux-musl-x64: its loader and its C library. The C++ library that .NET needs is the one of
/// the machine, which was built for glibc; what it misses in musl is compiled from <c>Musl/glibc-names.c</c>.
/// </summary>
internal static class MuslSystem
{
    /// <summary>The loader that programs for musl name, and whose file is the C library too.</summary>
    public const string Loader = "/lib/ld-musl-x86_64.so.1";

    public static bool IsThere => File.Exists(Loader) && Child.IsOnPath("gcc");

    /// <summary>Runs a program whose libraries are put into that folder.</summary>
    public static Child Run(string program, string libraries)
    {
        Directory.CreateDirectory(libraries);
        foreach (var library in new[] { "libstdc++.so.6", "libgcc_s.so.1" })
        {
            var path = Child.Run("gcc", "-print-file-name=" + library).Output.Trim();
            File.Copy(path, Path.Combine(libraries, library));
        }

        var names = Child.Run(
            "gcc",
            "-shared",
            "-fPIC",
            "-O1",
            "-nostdlib",
            "-o",
            Path.Combine(libraries, "ld-linux-x86-64.so.2"),
            Path.Combine(AppContext.BaseDirectory, "Musl", "glibc-names.c"));
        Assert.True(names.Exit == 0, names.Errors);
        return Child.Run(new ProcessStartInfo(program) { Environment = { ["LD_LIBRARY_PATH"] = libraries } });
    }
}
