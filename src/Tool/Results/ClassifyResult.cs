using MobileNetGen.Tool.Batch;

namespace MobileNetGen.Tool.Results;

/// <summary>What <c>classify --json</c> tells when it ends; what images show is in the output.</summary>
/// <param name="Images">How many there were.</param>
/// <param name="Errors">How many have no answer.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Known">Images with an answer whose class is known; the rest is about them.</param>
/// <param name="Top1">The share whose class is the best, or null without such images.</param>
/// <param name="Top5">The share whose class is among the best five.</param>
/// <param name="Answers">How often an image of a class was taken for a class.</param>
internal sealed record ClassifyResult(
    int Images,
    int Errors,
    double Seconds,
    int Known,
    double? Top1,
    double? Top5,
    IReadOnlyList<TakenForResult> Answers)
{
    public static ClassifyResult Of(Tally tally, ClassNames classes, TimeSpan elapsed) => new(
        tally.Images,
        tally.Errors,
        elapsed.TotalSeconds,
        tally.Known,
        tally.Known > 0 ? (double)tally.Right / tally.Known : null,
        tally.Known > 0 ? (double)tally.AmongFive / tally.Known : null,
        [.. tally.Answers.OrderBy(answer => answer.Key)
            .Select(answer => new TakenForResult(classes.DisplayText(answer.Key.Truth), classes.DisplayText(answer.Key.Best), answer.Value))]);
}

/// <summary>Images of a class that were taken for a class.</summary>
internal sealed record TakenForResult(string Class, string Best, int Images);
