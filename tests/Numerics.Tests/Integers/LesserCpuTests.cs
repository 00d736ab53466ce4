using System.Diagnostics;
using MobileNetGen.Numerics.Tests.Guards.Integers;
using Xunit;

namespace MobileNetGen.Numerics.Tests.Integers;

/// <summary>
/// Guards and naive loops once more in processes that lack instructions: loops over bytes, tables and products have a form for each CPU, of which one process
/// has one.
/// </summary>
public sealed class LesserCpuTests
{
    [Theory(Explicit = true)]
    [InlineData("DOTNET_EnableAVXVNNI")]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Integers_are_the_same_without(string instructions)
    {
        var own = typeof(LesserCpuTests).Assembly.Location;
        string[] classes = [typeof(IntegerGuardTests).FullName!, typeof(RandomIntegerTests).FullName!];
        var said = Child.Run(new ProcessStartInfo("dotnet", [own, .. classes.SelectMany(name => new[] { "-class", name }), "-noColor"])
        {
            Environment = { [instructions] = "0", ["MOBILENETGEN_THOROUGH"] = "0", ["MOBILENETGEN_RANDOM_INTEGERS"] = "2" },
        });
        Assert.True(said.Exit == 0 && said.Output.Contains("Errors: 0, Failed: 0", StringComparison.Ordinal), said.Output + said.Errors);
    }
}
