using System.CommandLine;
using MobileNetGen.DigitTraining.Commands;

return new RootCommand("Makes what the sample has: weights that read handwritten digits, and ten examples.")
{
    DigitsCommand.Create(),
    DrawExamplesCommand.Create(),
}.Parse(args).Invoke();
