using Xunit;

namespace MobileNetGen.Tool.Tests.Truth;

/// <summary>
/// The truth of integers once more on .NET 11: networks are compiled for the runtime that the tool runs on, and take its instruction for products of
/// bytes in 512 bits.
/// </summary>
public sealed class Net11Tests
{
    [Fact(Explicit = true)]
    public void Integers_have_the_files_bits_on_dotnet_11()
    {
        using var runtime = new Net11();
        var assembly = typeof(Net11Tests).Assembly.Location;
        var said = runtime.Run(
            Path.GetDirectoryName(assembly)!, assembly, "-noColor",
            "-class", "*.GoldenTests", "-class", "*.IntegerTruthTests", "-class", "*.OnnxIntegerTruthTests", "-class", "*.IntegerTierTests");
        Assert.Contains(".NET 11.", said, StringComparison.Ordinal);
        Assert.Matches(@"Total: [1-9]\d+, Errors: 0, Failed: 0, Skipped: 0", said);
    }
}
