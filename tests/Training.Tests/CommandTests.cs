using System.CommandLine;
using MobileNetGen.DigitTraining.Commands;
using Xunit;

namespace MobileNetGen.Training.Tests;

public sealed class CommandTests
{
    [Fact]
    public void Every_numeric_option_is_strict() => Assert.Equal(5, NumberOptions.AreStrict(new RootCommand { DigitsCommand.Create() }));
}
