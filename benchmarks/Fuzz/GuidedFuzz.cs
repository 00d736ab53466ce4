using MobileNetGen.Tool.Tests.Hostile;
using SharpFuzz;

namespace MobileNetGen.Benchmarks.Fuzz;

/// <summary>
/// Files that afl-fuzz chooses by the branches that others took. The assemblies count branches where afl-fuzz says, so none of their code may run
/// before that is known: the format is looked up with the first file. fuzz-coverage.sh starts this.
/// </summary>
internal static class GuidedFuzz
{
    public const string Name = "guided-fuzz";

    public static void Run(string format) => Fuzzer.OutOfProcess.Run(stream =>
    {
        using var file = new MemoryStream();
        stream.CopyTo(file);
        FuzzCommand.Answer(HostileFormat.Of(format), file.ToArray());
    });
}
