using System.CommandLine;
using MobileNetGen.Benchmarks;
using MobileNetGen.Benchmarks.Comparison;
using MobileNetGen.Benchmarks.Fuzz;
using MobileNetGen.Benchmarks.Layers;
using MobileNetGen.Benchmarks.Soak;
using MobileNetGen.Benchmarks.Threads;

Console.OutputEncoding = System.Text.Encoding.UTF8;
return new RootCommand("Measures generated networks.") { CompareCommand.Create(), BenchmarkCommand.Create(), ExportCommand.Create(), SoakCommand.Create(), ThreadsCommand.Create(), FuzzCommand.Create() }.Parse(args).Invoke();
