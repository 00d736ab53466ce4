using System.CommandLine;
using MobileNetGen.Benchmarks;
using MobileNetGen.Benchmarks.Building;
using MobileNetGen.Benchmarks.Comparison;
using MobileNetGen.Benchmarks.Fuzz;
using MobileNetGen.Benchmarks.Layers;
using MobileNetGen.Benchmarks.Soak;
using MobileNetGen.Benchmarks.Threads;
using MobileNetGen.Benchmarks.Training;

if (args is [GuidedFuzz.Name, var format])
{
    // Before anything else: the command line has code of the assemblies that afl-fuzz watches.
    GuidedFuzz.Run(format);
    return 0;
}

Console.OutputEncoding = System.Text.Encoding.UTF8;
return new RootCommand("Measures generated networks.")
{
    CompareCommand.Create(),
    BenchmarkCommand.Create(),
    ExportCommand.Create(),
    SoakCommand.Create(),
    ThreadsCommand.Create(),
    TrainingCommand.Create(),
    BuildsCommand.Create(),
    FuzzCommand.Create(),
}.Parse(args).Invoke();
