using System.Globalization;

namespace MobileNetGen.ServingLoad;

/// <summary>The service and its peer, one after the other, with one connection a core.</summary>
internal static class Comparison
{
    private const double Share = 0.8;

    /// <summary>The peer has a JIT, whose last methods come some seconds later than its first answers.</summary>
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(6);

    public static async Task Run(string host, string peer, string folder, byte[] photo, TimeSpan time)
    {
        string[] models = [Path.Combine(folder, "small.onnx"), Path.Combine(folder, "large.onnx")];
        await Measure("ours, JPEG over REST", "rest", () => Ours(host, folder), server => Requests.Photo(server.Http, photo), time);
        await Measure("ONNX Runtime, JPEG over REST", "peer rest", () => new Server(peer, models), server => Requests.Photo(server.Http, photo), time);
        await Measure("ours, raw over gRPC", "grpc", () => Ours(host, folder), server => Requests.Grpc(server.Grpc), time);
        await Measure("ONNX Runtime, raw over REST", "peer grpc", () => new Server(peer, models), server => Requests.Tensor(server.Http), time);
    }

    /// <summary>From the start of a process to its first answer.</summary>
    public static async Task Start(string host, string folder, byte[] photo, int times)
    {
        var all = new List<double>();
        for (var time = 0; time < times; time++)
        {
            using var server = Ours(host, folder);
            all.Add(await server.FirstAnswer(Requests.Photo(server.Http, photo)));
        }

        all.Sort();
        Results.Add("start", all[all.Count / 2]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"start to the first answer: median {all[all.Count / 2]:F1} ms, fastest {all[0]:F1} ms, slowest {all[^1]:F1} ms of {times}"));
    }

    private static Server Ours(string host, string folder) => new(
        host,
        "--Serving:Networks:small:Weights",
        Path.Combine(folder, "small.packed"),
        "--Serving:Networks:large:Weights",
        Path.Combine(folder, "large.packed"));

    private static async Task Measure(string name, string key, Func<Server> start, Func<Server, Func<Task>> ask, TimeSpan time)
    {
        using var server = start();
        var clients = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => ask(server)).ToList();
        await server.FirstAnswer(async () => await Reached(clients[0]));
        await Load.Saturate(clients, s_warmUp);
        var full = await Load.Saturate(clients, time);
        var part = await Load.Pace(clients, Share * full.Rate, time);
        var (now, most) = server.Megabytes;
        Results.Add(key + " rate", full.Rate);
        Results.Add(key + " median", part.Median);
        Results.Add(key + " p99", part.P99);
        Results.Add(key + " MB", now);
        Console.WriteLine($"{name}: {full}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  at 80 %: {part}, p99 / median {part.P99 / part.Median:F2}; {now:F0} MB, {most:F0} MB at most"));
    }

    /// <summary>A channel of gRPC says in its own words that nobody listens yet.</summary>
    private static async Task Reached(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (Grpc.Core.RpcException error) when (error.StatusCode == Grpc.Core.StatusCode.Unavailable)
        {
            throw new HttpRequestException(error.Message, error);
        }
    }
}
