using System.Diagnostics;
using System.Runtime.InteropServices;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>A project outside the repository that knows nothing but the package, in every form in which .NET ships programs.</summary>
public sealed class ConsumerTests(PackedFeed feed)
{
    private const string Aot = "-p:PublishAot=true";

    [Fact(Explicit = true)]
    public void Built_trimmed_and_native_programs_print_the_same_bits()
    {
        OnLinux();
        var project = feed.Native;
        Assert.True(feed.Built.IsExact);

        Assert.DoesNotContain(
            "MobileNetGen:",
            PackedFeed.Dotnet(project, "publish", "-r", Rid, "--self-contained", "-p:PublishTrimmed=true", "-o", "trimmed"),
            StringComparison.Ordinal);
        Assert.Equal(feed.Built.Lines, Run(project, "trimmed/Consumer").Lines);

        NeedsLinker();
        var said = PackedFeed.Dotnet(project, "publish", "-r", Rid, Aot, "-o", "native");
        var native = Run(project, "native/Consumer");
        Assert.Equal(feed.Built.Bits, native.Bits);
        Assert.True(native.IsExact);
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64)
        {
            Assert.Equal("Vector256", native.Tier);
            var line = Assert.Single(said.Split('\n'), line => line.Contains("MobileNetGen:", StringComparison.Ordinal));
            Assert.Contains("x86-64-v3", line, StringComparison.Ordinal);
            Assert.Contains("does not start on a CPU without", line, StringComparison.Ordinal);
        }
    }

    [Fact(Explicit = true)]
    public void A_native_program_for_arm64_prints_the_bits_of_x64()
    {
        OnLinux();
        Assert.SkipUnless(
            Child.IsOnPath("aarch64-linux-gnu-gcc") && Child.IsOnPath("qemu-aarch64-static"),
            "cross-compiling for arm64 needs Debian's gcc-aarch64-linux-gnu, libc6-dev-arm64-cross and qemu-user-static");
        var project = feed.Native;
        var linker = Path.Combine(project, "aarch64-linker.sh");
        Assert.Equal(0, Child.Run("chmod", "+x", linker).Exit);
        PackedFeed.Dotnet(project, "publish", "-r", "linux-arm64", Aot, "-p:CppLinker=" + linker, "-p:ObjCopyName=aarch64-linux-gnu-objcopy", "-o", "arm64");

        var start = new ProcessStartInfo("qemu-aarch64-static", [Path.Combine(project, "arm64", "Consumer")])
        {
            Environment = { ["QEMU_LD_PREFIX"] = "/usr/aarch64-linux-gnu" },
        };
        var child = Child.Run(start);
        Assert.True(child.Exit == 0, child.Errors);
        var arm = ConsumerOutput.Parse(child.Output);
        Assert.Equal("Vector128", arm.Tier);
        Assert.True(arm.IsExact);
        Assert.Equal(feed.Built.Bits, arm.Bits);
    }

    [Fact(Explicit = true)]
    public void A_program_for_musl_is_one_file_and_prints_the_same_bits()
    {
        OnLinux();
        var project = feed.Native;
        PackedFeed.Dotnet(
            project,
            "publish",
            "-r",
            "linux-musl-x64",
            "--self-contained",
            "-p:PublishSingleFile=true",
            "-p:PublishTrimmed=true",
            "-p:DebugType=none",
            "-o",
            "musl");
        var program = Assert.Single(Directory.GetFiles(Path.Combine(project, "musl")));
        Assert.Contains(MuslSystem.Loader, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(program).AsSpan(0, 4096)), StringComparison.Ordinal);

        Assert.SkipUnless(MuslSystem.IsThere, "running a program for musl needs Debian's musl, and gcc");
        var child = MuslSystem.Run(program, Path.Combine(project, "musl-libraries"));
        Assert.True(child.Exit == 0, child.Errors);
        Assert.Equal(feed.Built.Lines, ConsumerOutput.Parse(child.Output).Lines);
    }

    [Fact(Explicit = true)]
    public void A_program_in_WebAssembly_gives_the_same_scores_and_says_that_it_is_not_exact()
    {
        Assert.SkipUnless(Child.IsOnPath("node"), "WebAssembly runs in Node, which is not installed");
        var project = feed.Consumer("Web", "Microsoft.NET.Sdk.WebAssembly");
        PackedFeed.Dotnet(project, "publish", "-o", "web");
        var web = Run(project, "node", "web/wwwroot/main.mjs");
        Assert.False(web.IsExact);
        Assert.Equal("Vector128", web.Tier);

        Assert.Equal(feed.Built.Scores.Length, web.Scores.Length);
        Assert.All(feed.Built.Scores.Zip(web.Scores), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.NotEqual(feed.Built.Bits, web.Bits);
    }

    private static string Rid => "linux-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();

    private static void OnLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "the test publishes for Linux");

    private static void NeedsLinker() =>
        Assert.SkipUnless(Child.IsOnPath("clang") || Child.IsOnPath("gcc"), "NativeAOT needs a linker: neither clang nor gcc is installed");

    private static ConsumerOutput Run(string project, string program, params string[] args)
    {
        var child = Child.Run(new ProcessStartInfo(program == "node" ? program : Path.Combine(project, program), args) { WorkingDirectory = project });
        Assert.True(child.Exit == 0, child.Output + child.Errors);
        return ConsumerOutput.Parse(child.Output);
    }
}
