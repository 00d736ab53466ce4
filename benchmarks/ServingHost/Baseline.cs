using System.Diagnostics;
using System.Globalization;
using MobileNetGen.Imaging;
using Results = MobileNetGen.ServingLoad.Results;

namespace MobileNetGen.ServingHost;

/// <summary>What the cores do when no server stands between them and the work.</summary>
internal static class Baseline
{
    public static void Run(string small, string large, string photo, TimeSpan time)
    {
        var file = File.ReadAllBytes(photo);
        using var classifier = SmallNetwork.Create(WeightSource.FromFile(small));
        Measure("decode, resize and run 0.25/128", "photos without a server", time, () =>
        {
            var (scores, decoder) = (new float[SmallNetwork.OutputLength], new ImageDecoder());
            return () =>
            {
                var image = decoder.Decode(file).Over(255, 255, 255);
                classifier.Run(image.Pixels, image.Width, image.Height, scores);
            };
        });
        using var network = LargeNetwork.Create(WeightSource.FromFile(large));
        Measure("run 1.0/224", "runs without a server", time, () =>
        {
            var (input, scores) = (new float[LargeNetwork.InputLength], new float[LargeNetwork.OutputLength]);
            return () => network.Run(input, scores);
        });
    }

    /// <param name="what">The work's name.</param>
    /// <param name="key">What the results call it.</param>
    /// <param name="time">How long it is measured.</param>
    /// <param name="worker">Makes what a thread does again and again.</param>
    private static void Measure(string what, string key, TimeSpan time, Func<Action> worker)
    {
        var (done, start) = (0, Stopwatch.GetTimestamp());
        var threads = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(() =>
        {
            for (var work = worker(); Stopwatch.GetElapsedTime(start) < time; Interlocked.Increment(ref done))
            {
                work();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var rate = done / Stopwatch.GetElapsedTime(start).TotalSeconds;
        Results.Add(key, rate);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} without a server, {threads.Count} threads: {rate:F1} a second"));
    }
}
