using System.CommandLine;
using BenchmarkDotNet.Running;

namespace MobileNetGen.Benchmarks.Layers;

/// <summary><c>bdn</c>: BenchmarkDotNet on single layers and whole networks.</summary>
internal static class BenchmarkCommand
{
    public static Command Create()
    {
        var command = new Command("bdn", "Runs BenchmarkDotNet on single layers and whole networks; what follows is its own command line, such as "
            + "--filter *Pointwise*; they run in this process.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed => BenchmarkSwitcher.FromAssembly(typeof(BenchmarkCommand).Assembly).Run([.. parsed.UnmatchedTokens]));
        return command;
    }
}
