using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MobileNetGen.Tool;
using MobileNetGen.Tool.Tests.Hostile;

namespace MobileNetGen.Benchmarks.Fuzz;

/// <summary>
/// Tries changed files of one format for a while. A file that is answered as none was before is kept and changed further, so that changes
/// get past the first check that they meet.
/// </summary>
internal sealed partial class FuzzWorker(HostileFormat format, FuzzState state, string findings, int seed)
{
    private const long MaxBytes = 512L << 20;
    private const long GiveBackAfter = 64L << 20;
    private const int MaxKept = 1 << 12;

    /// <summary>Characters by which sentences are told apart.</summary>
    private const int MaxHeard = 80;

    private static readonly TimeSpan s_mostTime = TimeSpan.FromSeconds(2);

    private readonly Random _random = new(seed);
    private readonly List<byte[]> _kept = [format.File];
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
    private long _read;
    private long _refused;
    private long _givenBack;
    private int _found;

    /// <summary>Runs until the time is over, and says on the console what became of the files.</summary>
    public void Run(TimeSpan duration)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration;)
        {
            var changed = Mutator.Change(_kept[_random.Next(_kept.Count)], _kept, _random);
            Try(format.Seal is { } seal && _random.Next(8) > 0 ? seal(changed) : changed);
        }

        Console.Write(JsonSerializer.Serialize(new FuzzTally(_read, _refused, _heard.Count, _found)));
    }

    private void Try(byte[] file)
    {
        state.Begin(file);
        try
        {
            // A machine that does something else for a moment is not the file's fault.
            var (harm, answer) = Once(file);
            harm = harm is null ? null : Once(file).Harm;
            if (harm is not null)
            {
                Keep(file, harm);
                return;
            }

            _ = answer is null ? _read++ : _refused++;
            var sentence = Names().Replace(answer ?? "read", "…");
            if (_heard.Add(sentence[..Math.Min(sentence.Length, MaxHeard)]) && _kept.Count < MaxKept)
            {
                _kept.Add(file);
            }
        }
        catch (Exception wrong)
        {
            // Any other exception than the two that are known is what is looked for.
            Keep(file, wrong.ToString());
        }
    }

    /// <returns>What harm the file did, or null; and what was said of it, or null if it was read.</returns>
    private (string? Harm, string? Answer) Once(byte[] file)
    {
        GiveBack();
        var (begin, memory, answer) = (Stopwatch.GetTimestamp(), Memory(), (string?)null);
        try
        {
            format.Import(file);
        }
        catch (Exception known) when (known is ToolException or WeightException)
        {
            answer = known.Message;
        }

        var (elapsed, taken) = (Stopwatch.GetElapsedTime(begin), Memory() - memory);
        return (elapsed > s_mostTime || taken > MaxBytes ? $"{elapsed.TotalSeconds:F1} s and {taken >> 20} MiB; {answer}" : null, answer);
    }

    /// <summary>The tool reads one file in its process. What others left here would have to be cleared, and be resident, for the next.</summary>
    private void GiveBack()
    {
        if (format.DeclaresMemory && GC.GetTotalAllocatedBytes() - _givenBack > GiveBackAfter)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _givenBack = GC.GetTotalAllocatedBytes();
        }
    }

    private long Memory() => format.DeclaresMemory ? Environment.WorkingSet : GC.GetAllocatedBytesForCurrentThread();

    private void Keep(byte[] file, string why)
    {
        _found++;
        Finding.Keep(findings, format.Name, file, why);
    }

    /// <summary>What differs from file to file in one sentence.</summary>
    [GeneratedRegex("""[-−]?\d[\d.,]*|"[^"]*"|\[[^\]]*\]""", RegexOptions.NonBacktracking)]
    private static partial Regex Names();
}

/// <summary>A file that did harm, and what it did, in a folder for both.</summary>
internal static class Finding
{
    public static void Keep(string folder, string format, byte[] file, string why)
    {
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, $"{format} {Convert.ToHexStringLower(SHA256.HashData(file))[..8]}");
        File.WriteAllBytes(name, file);
        File.WriteAllText(name + ".txt", why, Encoding.UTF8);
    }
}
