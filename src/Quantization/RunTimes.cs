using System.Diagnostics;
using MobileNetGen.Networks.Hosting;

namespace MobileNetGen.Quantization;

/// <summary>How long an image takes in milliseconds, the median of runs with one thread.</summary>
/// <param name="Floats">Of the network of floats.</param>
/// <param name="Integers">Of the network of integers.</param>
internal readonly record struct RunTimes(double Floats, double Integers)
{
    private const int Runs = 41;
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(2);

    /// <summary>Runs both in turns, so that what disturbs one disturbs the other.</summary>
    public static RunTimes Measure(LoadedNetwork floats, LoadedNetwork integers, float[] image)
    {
        var (first, second) = (new List<double>(), new List<double>());
        Time(floats, image);
        Time(integers, image);
        for (var start = Stopwatch.GetTimestamp(); first.Count == 0 || (first.Count < Runs && Stopwatch.GetElapsedTime(start) < s_most);)
        {
            first.Add(Time(floats, image));
            second.Add(Time(integers, image));
        }

        return new RunTimes(Median(first), Median(second));
    }

    private static double Time(LoadedNetwork network, float[] image)
    {
        var begin = Stopwatch.GetTimestamp();
        network.Run(image);
        return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
