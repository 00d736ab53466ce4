namespace MobileNetGen.Benchmarks.Soak;

/// <summary>What the process held at some moment.</summary>
/// <param name="After">Since the start.</param>
/// <param name="Runs">Runs until then.</param>
/// <param name="Resident">Bytes of memory that are in use, the pages of mapped files included.</param>
/// <param name="Managed">Bytes of the managed heap after a collection.</param>
/// <param name="Handles">Files and other handles that are open.</param>
internal sealed record MemorySample(TimeSpan After, long Runs, long Resident, long Managed, int Handles)
{
    public static MemorySample Now(TimeSpan after, long runs)
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return new MemorySample(after, runs, process.WorkingSet64, managed, process.HandleCount);
    }
}

/// <summary>How a soak ended.</summary>
/// <param name="Runs">Runs of the network.</param>
/// <param name="Instances">Instances made and disposed of.</param>
/// <param name="Mismatches">Answers with other bits than those of one thread and one lane.</param>
/// <param name="Memory">Samples from the start to the end.</param>
internal sealed record SoakReport(long Runs, long Instances, long Mismatches, IReadOnlyList<MemorySample> Memory)
{
    /// <summary>The median of resident memory in the last third against that in the middle third: 0 is flat.</summary>
    public double ResidentGrowth => Growth(sample => sample.Resident, sizes => sizes[sizes.Length / 2]);

    /// <summary>The same of the managed heap at its lowest: what runs hold at some moment differs more than a leak would show.</summary>
    public double ManagedGrowth => Growth(sample => sample.Managed, sizes => sizes[0]);

    private double Growth(Func<MemorySample, long> size, Func<long[], double> ofSorted)
    {
        var third = Memory.Count / 3;
        return (Of(Memory.TakeLast(third)) / Of(Memory.Skip(third).Take(third))) - 1;

        double Of(IEnumerable<MemorySample> samples) => ofSorted([.. samples.Select(size).Order()]);
    }
}
