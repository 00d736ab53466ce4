using System.Globalization;

namespace MobileNetGen.ServingLoad;

/// <summary>Weights that are replaced each second while requests keep all cores busy: no request fails, and each answer is that of one of them.</summary>
internal static class Replacement
{
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(1);

    /// <returns>True if nothing was wrong.</returns>
    public static async Task<bool> Run(string program, string folder, byte[] photo, TimeSpan time)
    {
        string[] versions = [Path.Combine(folder, "small.packed"), Path.Combine(folder, "other.packed")];
        var served = Path.Combine(folder, "served.packed");
        var expected = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in versions)
        {
            using var alone = new Server(program, Options(folder, version));
            await alone.FirstAnswer(async () => expected.Add(await Ask(alone.Http, photo)));
        }

        Put(versions[0], served);
        using var server = new Server(program, [.. Options(folder, served), "--Serving:Networks:small:WatchSeconds", "0.2"]);
        await server.FirstAnswer(() => Ask(server.Http, photo));
        var (failed, mixed, answers, seen) = (0, 0, 0, new HashSet<string>(StringComparer.Ordinal));
        using var end = new CancellationTokenSource(time);
        var clients = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(async () =>
        {
            using var client = Requests.Connection();
            while (!end.IsCancellationRequested)
            {
                try
                {
                    var answer = await Requests.Ask(client, new Uri(server.Http, "/classify"), photo);
                    Interlocked.Increment(ref answers);
                    lock (seen)
                    {
                        mixed += expected.Contains(answer) ? 0 : 1;
                        seen.Add(answer);
                    }
                }
                catch (HttpRequestException)
                {
                    Interlocked.Increment(ref failed);
                }
            }
        })).ToList();
        var first = 0.0;
        for (var replaced = 1; !end.IsCancellationRequested; replaced++)
        {
            await Task.Delay(s_between);
            Put(versions[replaced % 2], served);
            first = replaced == 10 ? server.Megabytes.Now : first;
        }

        await Task.WhenAll(clients);
        var (now, most) = server.Megabytes;
        Results.Add("failed", failed);
        Results.Add("mixed", mixed);
        Results.Add("tenth MB", first);
        Results.Add("end MB", now);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"replacing each second for {time.TotalSeconds:F0} s: {answers} answers of {seen.Count} weights, {failed} failed, {mixed} mixed; "
            + $"{first:F0} MB after ten replacements, {now:F0} MB at the end, {most:F0} MB at most"));
        return failed == 0 && mixed == 0 && seen.Count == expected.Count;
    }

    private static string[] Options(string folder, string small) =>
        ["--Serving:Networks:small:Weights", small, "--Serving:Networks:large:Weights", Path.Combine(folder, "large.packed")];

    private static async Task<string> Ask(Uri server, byte[] photo)
    {
        using var client = Requests.Connection();
        return await Requests.Ask(client, new Uri(server, "/classify"), photo);
    }

    /// <summary>As a whole: the server has the old file mapped.</summary>
    private static void Put(string version, string served) => AtomicFile.Write(served, stream => stream.Write(File.ReadAllBytes(version)));
}
