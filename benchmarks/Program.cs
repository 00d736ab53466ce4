using System.CommandLine;
using MobileNetGen.Benchmarks;
using MobileNetGen.Benchmarks.Comparison;

Console.OutputEncoding = System.Text.Encoding.UTF8;
return new RootCommand("Measures generated networks.") { CompareCommand.Create(), ExportCommand.Create() }.Parse(args).Invoke();
