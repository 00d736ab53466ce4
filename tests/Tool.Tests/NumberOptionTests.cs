using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Tests.Harness;
using Xunit;

namespace MobileNetGen.Tool.Tests;

/// <summary>A number on the command line is that number, or an error.</summary>
public sealed class NumberOptionTests
{
    [Fact]
    public void Every_numeric_option_of_every_command_is_strict() =>
        Assert.Equal(44, NumberOptions.AreStrict(ToolProgram.Root(new Terminal(TextWriter.Null, TextWriter.Null))));

    [Theory]
    [InlineData("verify", "--tolerance", "-0.1", "a number from 0 to 1")]
    [InlineData("verify", "--tolerance", "1.5", "a number from 0 to 1")]
    [InlineData("import", "--width", "0", "a number above 0")]
    [InlineData("import", "--classes", "0", "a whole number of 1 or more")]
    [InlineData("run", "--threads", "-2", "a whole number of 1 or more")]
    [InlineData("bench", "--runs", "0", "a whole number of 1 or more")]
    [InlineData("import", "--preprocess", "unit,mean=NaN", "\"mean=NaN\" changes no preprocessing")]
    [InlineData("import", "--preprocess", "unit,crop=0,9", "\"crop=0\" changes no preprocessing")]
    public void A_number_that_means_nothing_is_refused_with_those_that_do(string command, string option, string number, string said)
    {
        var run = ToolRun.Of(command, "x", option, number);
        Assert.Equal(ToolProgram.Misused, run.Exit);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }
}
