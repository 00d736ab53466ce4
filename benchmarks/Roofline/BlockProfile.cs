using MobileNetGen.Generator.Program;
using MobileNetGen.Tool.Machine;

namespace MobileNetGen.Benchmarks.Roofline;

/// <summary>Measures the blocks of a generated network one by one.</summary>
internal static class BlockProfile
{
    private const int WarmUpRuns = 30;
    private const int Runs = 60;

    /// <param name="name">The network's name in the plot.</param>
    /// <param name="program">What the generated class was made of: its calls are the class' blocks.</param>
    /// <param name="weights">Any weights.</param>
    /// <param name="input">Any image.</param>
    /// <param name="tier">The vectors.</param>
    public static IReadOnlyList<Dot> Measure<TNetwork>(string name, NetworkProgram program, WeightSource weights, float[] input, SimdTier tier)
        where TNetwork : ITensorNetwork<TNetwork>
    {
        using var network = TNetwork.Create(weights, new NetworkOptions { Tier = tier });
        var times = BlockTimes.Medians(network, input, WarmUpRuns, Runs);
        return [.. TNetwork.Info.Blocks
            .Select((block, index) => (block, Microseconds: times[index], Bytes: program.BytesOf(program.Calls[index])))
            .Where(measured => measured.block.MultiplyAdds > 0)
            .Select(measured => new Dot(
                name,
                measured.block.Description,
                2.0 * measured.block.MultiplyAdds / measured.Bytes,
                2.0 * measured.block.MultiplyAdds / measured.Microseconds / 1e3))];
    }
}
