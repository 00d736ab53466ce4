namespace MobileNetGen.Tool.Results;

/// <summary>What <c>run --json</c> tells of one sample.</summary>
/// <param name="Network">Its name where there are several, or null.</param>
/// <param name="Input">The file.</param>
/// <param name="Sample">Which of a batch it is, or null.</param>
/// <param name="Outputs">The largest numbers of each output.</param>
internal sealed record RunResult(string? Network, string Input, int? Sample, IReadOnlyList<OutputResult> Outputs);

/// <summary>An output: how many numbers it has, and the largest.</summary>
internal sealed record OutputResult(string Name, int Length, IReadOnlyList<BestResult> Best)
{
    private const int MaxRanks = 5;

    public static IReadOnlyList<OutputResult> Of(NetworkInfo info, float[][] outputs, string[]? labels) =>
        [.. info.Outputs.Zip(outputs, (output, values) => new OutputResult(
            output.Name,
            values.Length,
            [.. Ranking.Top(values, Math.Min(MaxRanks, values.Length))
                .Select(best => new BestResult(best.Index, best.Score, labels?.Length == values.Length ? labels[best.Index] : null))]))];
}

/// <summary>A number of an output, and its class's name if it has one.</summary>
internal sealed record BestResult(int Index, float Score, string? Label);
