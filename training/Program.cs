using System.CommandLine;
using MobileNetGen.Training.Commands;

var root = DataCommand.Create();
root.Subcommands.Add(DigitsCommand.Create());
root.Subcommands.Add(DrawExamplesCommand.Create());
return root.Parse(args).Invoke();
