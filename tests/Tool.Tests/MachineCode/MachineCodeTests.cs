using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.RegularExpressions;
using Xunit;

namespace MobileNetGen.Tool.Tests.MachineCode;

/// <summary>What the just-in-time compiler makes of the kernels.</summary>
public sealed partial class MachineCodeTests
{
    /// <summary>Kernels that sum products.</summary>
    private static readonly string[] s_summing =
        ["Conv_", "ConvSeparable_", "ConvTranspose_", "Dense_", "Depthwise_", "GroupedConv_", "InvertedResidual_", "Pointwise_", "Separable_"];

    /// <summary>The widest that the machine has, and the others where all are asked for.</summary>
    public static TheoryData<int> Widths =>
        [.. Widest.Select((width, index) => new TheoryDataRow<int>(width) { Explicit = index > 0 })];

    private static int[] Widest => Vector512.IsHardwareAccelerated ? [512, 256, 128] : Vector256.IsHardwareAccelerated ? [256, 128] : [128];

    /// <summary>Sums stay in registers; what is done once with each output, such as an exponential, may have constants on the stack.</summary>
    [Theory, MemberData(nameof(Widths))]
    public void Inner_loops_call_nothing_and_those_that_sum_products_spill_no_register(int bits)
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "the listing is read as x64's");
        using var folder = new TemporaryFolder();
        var loops = CompiledMethod.Read(File.ReadLines(Listing(bits, folder.Path("listing.txt"))), "MobileNetGen.Kernels")
            .SelectMany(method => method.InnerLoops.Select(loop => (method.Kernel, method.Name, Lines: loop)))
            .Where(loop => loop.Lines.Any(line => VectorRegister().IsMatch(line)))
            .ToList();
        var sums = loops.Where(loop => loop.Lines.Any(line => MultiplyAdd().IsMatch(line)) && !loop.Lines.Any(line => Store().IsMatch(line))).ToList();
        Assert.All(s_summing, kind => Assert.Contains(sums, loop => loop.Kernel.StartsWith(kind, StringComparison.Ordinal)));

        var calls = loops.SelectMany(loop => loop.Lines.Where(line => Call().IsMatch(line)).Select(line => $"{loop.Name}: {line}"));
        var spills = sums.SelectMany(loop => loop.Lines.Where(line => Stack().IsMatch(line)).Select(line => $"{loop.Name}: {line}"));
        var wrong = calls.Concat(spills).Distinct().ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>
    /// Runs a network of every such kernel with vectors of a width; without AVX-512, so that there are 16 registers, where it is not what
    /// is asked for.
    /// </summary>
    private static string Listing(int bits, string path)
    {
        var width = bits.ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            "exec",
            typeof(ToolProgram).Assembly.Location,
            "bench",
            Path.Combine(Repository.Root, "tests", "Tool.Tests", "MachineCode", "kernels.json"),
            "--runs",
            "1",
        ];
        var child = Child.Run(new ProcessStartInfo("dotnet", arguments)
        {
            Environment =
            {
                ["DOTNET_JitDisasm"] = "MobileNetGen.Kernels.*:*",
                ["DOTNET_JitStdOutFile"] = path,
                ["DOTNET_EnableAVX512"] = bits == 512 ? "1" : "0",
                ["MOBILENETGEN_TIER"] = width,
            },
        });
        Assert.True(child.Exit == 0, child.Output + child.Errors);
        return path;
    }

    [GeneratedRegex(@"\b[xyz]mm\d")]
    private static partial Regex VectorRegister();

    [GeneratedRegex(@"^vfn?madd")]
    private static partial Regex MultiplyAdd();

    /// <summary>A vector that goes to memory, other than the stack.</summary>
    [GeneratedRegex(@"^vmovups\s+[xyz]mmword ptr \[(?!rbp|rsp)")]
    private static partial Regex Store();

    [GeneratedRegex(@"^call\b")]
    private static partial Regex Call();

    [GeneratedRegex(@"\[r[bs]p[+\-\]]")]
    private static partial Regex Stack();
}
