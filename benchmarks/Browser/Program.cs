using System.Diagnostics;
using System.Globalization;
using MobileNetGen;
using MobileNetGen.BrowserBenchmark;

// MobileNetV1 0.25/128 in WebAssembly, on made-up weights: Node prints what a run takes.
Console.WriteLine($"{SimdSupport.DefaultTier}, integers by {SimdSupport.DotProductOf(SimdSupport.DefaultTier)}");
using (var floats = Floats.Create(WeightSource.CreateRandom(1)))
{
    var (input, output) = (Noise(Floats.InputLength), new float[Floats.OutputLength]);
    Measure("floats", () => floats.Run(input, output));
}

using (var integers = Integers.Create(WeightSource.CreateRandom(1)))
{
    var (input, output) = (Noise(Integers.InputLength), new float[Integers.OutputLength]);
    Measure("integers", () => integers.Run(input, output));
}

static float[] Noise(int length)
{
    var random = new Random(1);
    return [.. Enumerable.Range(0, length).Select(_ => (random.NextSingle() * 2) - 1)];
}

static void Measure(string name, Action run)
{
    var times = new List<double>();
    for (var turn = 0; turn < 120; turn++)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    var late = times.Skip(20).Order().ToList();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{name}: first run {times[0]:F0} ms, median of 100 {late[50]:F1} ms, fastest {late[0]:F1} ms"));
}
