using MobileNetGen.Benchmarks.Machine;

namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>Measures one network in one setting, or finds that the machine changed meanwhile.</summary>
internal static class Competition
{
    /// <summary>The largest difference between answers, as a share of their range.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>A row is dropped if the cores moved apart or together by more than this factor while it was measured.</summary>
    private const double RoundTripChange = 1.5;

    private const int Attempts = 4;

    /// <returns>The row and what was measured for it, or null if the cores never stayed where they were.</returns>
    /// <exception cref="InvalidOperationException">The two do not compute the same.</exception>
    public static (ComparisonRow Row, ContestResult Result)? Measure(Subject subject, Setting setting, Method method, Action<string> report)
    {
        using var generated = subject.Generated(setting, method.Tier);
        using var session = subject.OnnxRuntime(setting);
        using var single = setting == Setting.Single ? null : subject.Generated(Setting.Single, method.Tier);
        CheckAnswers(subject, generated, session);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = setting.Threads > 1 ? CoreRoundTrip.Measure() : 0;
            var result = Contest.Run(generated, session, single, setting.Threads, method);
            var after = setting.Threads > 1 ? CoreRoundTrip.Measure() : 0;
            if (Math.Max(before, after) <= RoundTripChange * Math.Min(before, after))
            {
                return (Row(subject, setting, method, result, setting.Threads > 1 ? (before + after) / 2 : null), result);
            }

            report(FormattableString.Invariant(
                $"{subject.Name}, {setting.DisplayText}: dropped, the cores' round trip changed from {before:F0} to {after:F0} ns."));
        }

        return null;
    }

    private static ComparisonRow Row(Subject subject, Setting setting, Method method, ContestResult result, double? roundTrip) => new(
        subject.Name,
        setting.Threads,
        setting.Batch,
        method.Tier.ToString(),
        roundTrip is { } trip ? Math.Round(trip) : null,
        Math.Round(result.GeneratedMs, 3),
        Math.Round(result.OnnxRuntimeMs, 3),
        Math.Round(result.OnnxRuntimeMs / result.GeneratedMs, 3),
        Math.Round(2.0 * subject.MultiplyAdds * setting.Batch / result.GeneratedMs / 1e6 / (result.PeakGflops * result.PeakScaling), 3));

    private static void CheckAnswers(Subject subject, IContender generated, IContender session)
    {
        generated.Run();
        session.Run();
        var range = session.Output.Max() - session.Output.Min();
        var difference = generated.Output.Zip(session.Output, (ours, theirs) => Math.Abs(ours - theirs)).Max();
        if (!(difference <= Tolerance * range))
        {
            throw new InvalidOperationException($"{subject.Name}: the answers differ by {difference} of a range of {range}; nothing was timed.");
        }
    }
}
