namespace MobileNetGen.Tool.Machine;

/// <summary>How long the blocks of a network take on one thread.</summary>
internal static class BlockTimes
{
    /// <returns>Microseconds: the median of each block.</returns>
    public static IReadOnlyList<double> Medians<TNetwork>(TNetwork network, float[] input, int warmUpRuns, int runs)
        where TNetwork : IImageNetwork<TNetwork>
    {
        var output = new float[TNetwork.Info.Outputs[0].Length];
        var measured = new List<double[]>();
        for (var run = 0; run < warmUpRuns + runs; run++)
        {
            var microseconds = new double[TNetwork.Info.Blocks.Length];
            network.Profile(input, output, microseconds);
            measured.Add(microseconds);
        }

        return [.. Enumerable.Range(0, TNetwork.Info.Blocks.Length)
            .Select(block => measured.Skip(warmUpRuns).Select(run => run[block]).Order().ElementAt(runs / 2))];
    }
}
