using MobileNetGen.Benchmarks.Comparison;
using MobileNetGen.Generator.Program;

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
        where TNetwork : IImageNetwork<TNetwork>
    {
        using var network = TNetwork.Create(weights, new NetworkOptions { Tier = tier });
        var output = new float[TNetwork.Info.Outputs[0].Length];
        var times = Enumerable.Range(0, WarmUpRuns + Runs).Select(_ =>
        {
            var microseconds = new double[TNetwork.Info.Blocks.Length];
            network.Profile(input, output, microseconds);
            return microseconds;
        }).Skip(WarmUpRuns).ToList();
        return [.. TNetwork.Info.Blocks
            .Select((block, index) => (block, Median: Contest.Median(times.Select(run => run[index])), Bytes: Bytes(program, program.Calls[index])))
            .Where(measured => measured.block.MultiplyAdds > 0)
            .Select(measured => new Dot(
                name,
                measured.block.Description,
                2.0 * measured.block.MultiplyAdds / measured.Bytes,
                2.0 * measured.block.MultiplyAdds / measured.Median / 1e3))];
    }

    /// <summary>What the block must read and write at least once.</summary>
    private static double Bytes(NetworkProgram program, Call call)
    {
        var kernel = program.Kernels.First(spec => spec.Name == call.Kernel);
        return sizeof(float) * (kernel.Inputs.Sum(type => (double)type.Length) + kernel.Output.Length + kernel.Operation.Parameters(kernel.Inputs).Total);
    }
}
