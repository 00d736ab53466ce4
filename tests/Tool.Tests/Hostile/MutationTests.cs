using System.Diagnostics;
using Xunit;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>
/// Files that are cut short or changed: every reader answers with what it holds or with the tool's own error, within 2 seconds and 512 MB.
/// The variable <c>MOBILENETGEN_FUZZ_SECONDS</c> says for how long random changes are tried on each format.
/// </summary>
[Collection(Alone.Name)]
public sealed class MutationTests
{
    private static readonly byte[][] s_extremes = [[0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [1, 0, 0, 0x80]];

    /// <summary>Of so many places one is tried: a prime, so that all places within a word are.</summary>
    private static readonly int s_step = Thorough.Or(1, 7);

    public static TheoryData<string> Formats => [.. HostileFormat.All.Select(format => format.Name)];

    public static TheoryData<string> Corpus => [.. Directory.EnumerateFiles(CorpusFolder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static string CorpusFolder => Path.Combine(Repository.Root, "tests", "Tool.Tests", "Hostile", "Corpus");

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_whole_file_is_read(string format)
    {
        var hostile = HostileFormat.Of(format);
        if (Environment.GetEnvironmentVariable("MOBILENETGEN_ACCEPT") == "1")
        {
            File.WriteAllBytes(Path.Combine(CorpusFolder, format), hostile.File);
        }

        hostile.Import(hostile.File);
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Files_of_the_corpus_are_refused_or_read(string name) =>
        Try(
            HostileFormat.All.Where(format => name.StartsWith(format.Name, StringComparison.Ordinal)).MaxBy(format => format.Name.Length)!,
            File.ReadAllBytes(Path.Combine(CorpusFolder, name)),
            name);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Files_cut_short_anywhere_are_refused_or_read(string format)
    {
        var hostile = HostileFormat.Of(format);
        for (var length = 0; length < hostile.File.Length; length += hostile.Step * s_step)
        {
            Try(hostile, hostile.File[..length], $"the first {length} bytes");
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Numbers_set_to_extremes_anywhere_are_refused_or_read(string format)
    {
        var hostile = HostileFormat.Of(format);
        for (var offset = 0; offset + 4 <= hostile.File.Length; offset += 4 * hostile.Step * s_step)
        {
            foreach (var extreme in s_extremes)
            {
                var changed = hostile.File.ToArray();
                extreme.CopyTo(changed, offset);
                Try(hostile, changed, $"{Convert.ToHexString(extreme)} at {offset}");
            }
        }
    }

    [Fact]
    public void Weights_that_are_refused_are_mapped_no_longer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "mappings are listed in /proc");
        Assert.Throws<WeightException>(() => HostileFormat.Tensors([1, 2, 3]));
        Assert.DoesNotContain("hostile.safetensors", File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Random_changes_are_refused_or_read(string format)
    {
        var seconds = double.TryParse(Environment.GetEnvironmentVariable("MOBILENETGEN_FUZZ_SECONDS"), out var said) ? said : 0.5;
        var hostile = HostileFormat.Of(format);
        var start = Stopwatch.GetTimestamp();
        for (var seed = 0; Stopwatch.GetElapsedTime(start).TotalSeconds < seconds; seed++)
        {
            var random = new Random(seed);
            var changed = Mutator.Change(hostile.File, [hostile.File], random);
            changed = hostile.Seal is { } seal && random.Next(8) > 0 ? seal(changed) : changed;
            try
            {
                Try(hostile, changed, $"the seed {seed}");
            }
            catch
            {
                // What does harm once is tried every time from then on.
                File.WriteAllBytes(Path.Combine(CorpusFolder, $"{format} {seed}"), changed);
                throw;
            }
        }
    }

    private static void Try(HostileFormat format, byte[] file, string what) =>
        Attempt.Within(() => format.Import(file), $"{format.Name}, {what}", format.DeclaresMemory);
}
