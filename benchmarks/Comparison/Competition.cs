using MobileNetGen.Benchmarks.Machine;
using MobileNetGen.Tool.Machine;

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
        CheckAnswers(subject.Name, generated, session);
        IContender[] contenders = single is null ? [generated, session] : [generated, session, single];
        return Measure(subject.Name, setting, contenders, method, threads => FmaPeak.Measure(method.Tier, threads), report) is var (result, trip)
            ? (Row(subject, setting, method, result, trip), result)
            : null;
    }

    /// <summary>One thread: ONNX Runtime's threads spin after a run, in the way of two further contenders.</summary>
    /// <returns>The row and what was measured for it.</returns>
    /// <exception cref="InvalidOperationException">The integers differ from ONNX Runtime's.</exception>
    public static (ComparisonRow Row, ContestResult Result) Measure(IntegerSubject subject, Method method)
    {
        using var generated = subject.Generated(method.Tier);
        using var session = subject.OnnxRuntime();
        using var floats = subject.Floats.Generated(Setting.Single, method.Tier);
        CheckAnswers(subject.Name, generated, session);
        var result = Contest.Run([generated, session, floats], 1, method.Rounds, threads => DotPeak.Measure(method.Tier, threads));
        return (Row(subject.Floats, Setting.Single, method, result, null) with
        {
            Precision = "int8",
            Instruction = DotPeak.InstructionOf(method.Tier),
            FloatMs = Math.Round(result.Milliseconds[2], 3),
            FloatRatio = Math.Round(result.Milliseconds[2] / result.Milliseconds[0], 3),
        }, result);
    }

    private static (ContestResult Result, double? RoundTrip)? Measure(
        string name, Setting setting, IReadOnlyList<IContender> contenders, Method method, Func<int, double> peak, Action<string> report)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var before = setting.Threads > 1 ? CoreRoundTrip.Measure() : 0;
            var result = Contest.Run(contenders, setting.Threads, method.Rounds, peak);
            var after = setting.Threads > 1 ? CoreRoundTrip.Measure() : 0;
            if (Math.Max(before, after) <= RoundTripChange * Math.Min(before, after))
            {
                return (result, setting.Threads > 1 ? (before + after) / 2 : null);
            }

            report(FormattableString.Invariant(
                $"{name}, {setting.DisplayText}: dropped, the cores' round trip changed from {before:F0} to {after:F0} ns."));
        }

        return null;
    }

    private static ComparisonRow Row(Subject subject, Setting setting, Method method, ContestResult result, double? roundTrip) => new(
        subject.Name,
        setting.Threads,
        setting.Batch,
        method.Tier.ToString(),
        roundTrip is { } trip ? Math.Round(trip) : null,
        Math.Round(result.Milliseconds[0], 3),
        Math.Round(result.Milliseconds[1], 3),
        Math.Round(result.Milliseconds[1] / result.Milliseconds[0], 3),
        Math.Round(2.0 * subject.MultiplyAdds * setting.Batch / result.Milliseconds[0] / 1e6 / result.AllGflops, 3));

    private static void CheckAnswers(string name, IContender generated, IContender session)
    {
        generated.Run();
        session.Run();
        var range = session.Output.Max() - session.Output.Min();
        var difference = generated.Output.Zip(session.Output, (ours, theirs) => Math.Abs(ours - theirs)).Max();
        if (!(difference <= Tolerance * range))
        {
            throw new InvalidOperationException($"{name}: the answers differ by {difference} of a range of {range}; nothing was timed.");
        }
    }
}
