using System.Collections.Concurrent;

namespace MobileNetGen.Tool.Tests.Models;

/// <summary>How far a model in floats is from its reference: the largest difference as a part of the output's range.</summary>
internal sealed record FloatResult(double OfRange)
{
    private static readonly ConcurrentDictionary<string, Lazy<FloatResult>> s_known = new();

    public static FloatResult Of(ModelCase model) => s_known.GetOrAdd(model.Model, _ => new Lazy<FloatResult>(() => Measure(model))).Value;

    private static FloatResult Measure(ModelCase model)
    {
        var golden = Golden.Of(model.Reference ?? model.Model);
        using var imported = new ImportedNetwork(model.Model, model.Options);
        return new FloatResult(
            golden.Answers.Max(answer => Departure(answer.Output, imported.Network.Run(golden.Input(answer.Picture, imported.Network.Info))[0])));
    }

    /// <summary>The largest difference as a part of the range of what is expected.</summary>
    public static double Departure(float[] expected, float[] actual) => expected.Length == actual.Length
        ? expected.Zip(actual, (first, second) => Math.Abs((double)first - second)).Max() / ((double)expected.Max() - expected.Min())
        : double.PositiveInfinity;
}

/// <summary>How many of a hundred photos a quantised model gets right and its reference, and on how many the two agree.</summary>
internal sealed record QuantisedResult(int Right, int ReferenceRight, int Agreeing)
{
    private static readonly ConcurrentDictionary<string, Lazy<QuantisedResult>> s_known = new();

    public static QuantisedResult Of(ModelCase model) => s_known.GetOrAdd(model.Model, _ => new Lazy<QuantisedResult>(() => Measure(model))).Value;

    private static QuantisedResult Measure(ModelCase model)
    {
        var golden = Golden.Of(model.Model);
        using var imported = new ImportedNetwork(model.Model, model.Options);
        var answers = golden.HundredPhotos(imported.Network.Info).Select(photo => Ranking.Top(imported.Network.Run(photo)[0], 1)[0].Index).ToList();
        return new QuantisedResult(
            answers.Where((answer, photo) => answer == (10 * photo) + golden.ClassOffset).Count(),
            golden.PhotosRight,
            answers.Zip(golden.Photos!).Count(pair => pair.First == pair.Second));
    }
}
