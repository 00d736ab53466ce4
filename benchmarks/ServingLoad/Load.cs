using System.Diagnostics;
using System.Globalization;

namespace MobileNetGen.ServingLoad;

/// <summary>How long requests took.</summary>
/// <param name="Rate">Answers a second.</param>
/// <param name="Median">Milliseconds.</param>
/// <param name="P99">Milliseconds.</param>
internal sealed record Load(double Rate, double Median, double P99)
{
    /// <summary>Clients that each ask again as soon as they have an answer.</summary>
    /// <param name="ask">One for each client.</param>
    /// <param name="time">How long.</param>
    public static Task<Load> Saturate(IReadOnlyList<Func<Task>> ask, TimeSpan time) => Measure(ask, time, (_, _) => 0);

    /// <summary>
    /// Clients that ask at times that were set beforehand. A request counts from the time that was set for it, so that one that has to wait for an
    /// answer before it is as late as its user finds it.
    /// </summary>
    /// <param name="ask">One for each client.</param>
    /// <param name="rate">Requests a second of all together.</param>
    /// <param name="time">How long.</param>
    public static Task<Load> Pace(IReadOnlyList<Func<Task>> ask, double rate, TimeSpan time) =>
        Measure(ask, time, (client, request) => ((request * ask.Count) + client) / rate);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rate,8:F1} a second, median {Median:F2} ms, p99 {P99:F2} ms");

    private static async Task<Load> Measure(IReadOnlyList<Func<Task>> ask, TimeSpan time, Func<int, int, double> due)
    {
        var start = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(ask.Select((one, client) => Task.Run(() => Client(one, request => due(client, request), start, time))));
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var all = latencies.SelectMany(latency => latency).Order().ToList();
        return new Load(all.Count / elapsed, all[all.Count / 2], all[(int)(all.Count * 0.99)]);
    }

    private static async Task<List<double>> Client(Func<Task> ask, Func<int, double> due, long start, TimeSpan time)
    {
        var latencies = new List<double>();
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            var begin = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (due(latencies.Count) is > 0 and var at)
            {
                for (; begin < at; begin = Stopwatch.GetElapsedTime(start).TotalSeconds)
                {
                    await Task.Delay(at - begin > 0.002 ? 1 : 0);
                }

                begin = at;
            }

            await ask();
            latencies.Add((Stopwatch.GetElapsedTime(start).TotalSeconds - begin) * 1000);
        }

        return latencies;
    }
}
