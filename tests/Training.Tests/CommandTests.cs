using MobileNetGen.Training.Commands;
using Xunit;

namespace MobileNetGen.Training.Tests;

public sealed class CommandTests
{
    [Fact]
    public void Every_numeric_option_is_strict()
    {
        var root = DataCommand.Create();
        root.Subcommands.Add(DigitsCommand.Create());
        Assert.Equal(11, NumberOptions.AreStrict(root));
    }
}
