using System.Runtime.InteropServices;
using Xunit;

namespace MobileNetGen.Package.Tests;

/// <summary>What the consumer's program printed.</summary>
internal sealed record ConsumerOutput(string Tier, bool IsExact, IReadOnlyList<(string Tier, string Bits)> Lines)
{
    public static ConsumerOutput Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var head = lines[0].Split(' ', ',');
        var output = new ConsumerOutput(head[1], bool.Parse(head[^1]), [.. lines.Skip(1).Select(line => (line.Split(' ')[0], line.Split(' ')[1]))]);
        Assert.Equal(output.Tier, output.Lines[^1].Tier);
        return output;
    }

    /// <summary>The one output of all tiers, in bits.</summary>
    public string Bits => Assert.Single(Lines.Select(line => line.Bits).Distinct());

    public float[] Scores => MemoryMarshal.Cast<byte, float>(Convert.FromHexString(Bits)).ToArray();
}
