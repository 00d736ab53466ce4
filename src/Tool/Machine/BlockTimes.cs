namespace MobileNetGen.Tool.Machine;

/// <summary>How long the blocks of a network take on one thread.</summary>
internal static class BlockTimes
{
    /// <returns>Microseconds: the median of each block.</returns>
    public static IReadOnlyList<double> Medians<TNetwork>(TNetwork network, float[] input, int warmUpRuns, int runs)
        where TNetwork : ITensorNetwork<TNetwork>
    {
        var output = new float[TNetwork.Info.Outputs[0].Length];
        var measured = new List<TimeSpan[]>();
        for (var run = 0; run < warmUpRuns + runs; run++)
        {
            var times = new TimeSpan[TNetwork.Info.Blocks.Length];
            network.Profile(input, output, times);
            measured.Add(times);
        }

        return [.. Enumerable.Range(0, TNetwork.Info.Blocks.Length)
            .Select(block => measured.Skip(warmUpRuns).Select(run => run[block].TotalMicroseconds).Order().ElementAt(runs / 2))];
    }
}
