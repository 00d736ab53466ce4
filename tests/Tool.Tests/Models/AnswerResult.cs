using System.Collections.Concurrent;

namespace MobileNetGen.Tool.Tests.Models;

/// <summary>On how many inputs the first class is the expected one, and the largest difference of a score as a part of the scores' range.</summary>
internal sealed record AnswerResult(int Agreeing, int Answers, double OfRange)
{
    private static readonly ConcurrentDictionary<string, Lazy<AnswerResult>> s_known = new();

    public static AnswerResult Of(AnswerCase model) => s_known.GetOrAdd(model.Model.Model, _ => new Lazy<AnswerResult>(() => Measure(model))).Value;

    private static AnswerResult Measure(AnswerCase model)
    {
        using var imported = new ImportedNetwork(model.Model.Model, model.Model.Options);
        var answers = model.Expect(imported).Select(expected => (Expected: expected.Scores, Actual: imported.Network.Run(expected.Input)[0])).ToList();
        return new AnswerResult(
            answers.Count(answer => Ranking.Top(answer.Actual, 1)[0].Index == Ranking.Top(answer.Expected, 1)[0].Index),
            answers.Count,
            answers.Max(answer => FloatResult.Departure(answer.Expected, answer.Actual)));
    }
}
