namespace MobileNetGen.Benchmarks.Fuzz;

/// <summary>What became of the files of one format.</summary>
/// <param name="Read">Those that were read without a complaint.</param>
/// <param name="Refused">Those that were refused with a sentence.</param>
/// <param name="Sentences">Different sentences, numbers and names aside.</param>
/// <param name="Findings">Those that did harm: another exception, too much time or memory, the end of the process.</param>
internal sealed record FuzzTally(long Read, long Refused, int Sentences, int Findings)
{
    public static readonly FuzzTally Nothing = new(0, 0, 0, 0);

    public long Files => Read + Refused + Findings;

    /// <summary>Sentences are heard anew by each worker, so that of two the larger number counts.</summary>
    public static FuzzTally operator +(FuzzTally left, FuzzTally right) =>
        new(left.Read + right.Read, left.Refused + right.Refused, Math.Max(left.Sentences, right.Sentences), left.Findings + right.Findings);
}
