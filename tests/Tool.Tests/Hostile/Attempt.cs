using Xunit;

namespace MobileNetGen.Tool.Tests.Hostile;

/// <summary>
/// The import of a file that may be hostile: it ends with a model or with the tool's own error, within 512 MB and ten times the two seconds of
/// processor time that are promised, since tests run on slow machines too.
/// </summary>
internal static class Attempt
{
    private const long MaxBytes = 512L << 20;
    private const long GiveBackAfter = 64L << 20;
    private static readonly TimeSpan s_mostTime = TimeSpan.FromSeconds(20);

    private static long s_allocatedWhenGivenBack;

    /// <param name="import">Reads the file.</param>
    /// <param name="what">The file, human-readable.</param>
    /// <param name="declaresMemory">True where a library makes room for as many bytes as a file declares.</param>
    /// <returns>What the tool said of the file, or null if it was read.</returns>
    public static string? Within(Action import, string what, bool declaresMemory = false)
    {
        var (start, memory, said) = (Environment.CpuUsage.TotalTime, Memory(declaresMemory), (string?)null);
        try
        {
            import();
        }
        catch (Exception known) when (known is ToolException or WeightException)
        {
            // The tool's own error is what is expected of a file that is no model.
            said = known.Message;
        }
        catch (Exception wrong)
        {
            Assert.Fail($"{what}: {wrong}");
        }

        var (elapsed, taken) = (Environment.CpuUsage.TotalTime - start, Memory(declaresMemory) - memory);
        GiveBack(declaresMemory);
        Assert.True(taken < MaxBytes, $"{what} took {taken} bytes");
        Assert.True(elapsed < s_mostTime, $"{what} took {elapsed} of the processor");
        return said;
    }

    /// <summary>
    /// What was allocated; for HDF5, what is resident: its library makes room for as many bytes as a file declares before it finds that they
    /// are not there, and the system gives pages only as they are touched.
    /// </summary>
    private static long Memory(bool declaresMemory) => declaresMemory ? Environment.WorkingSet : GC.GetAllocatedBytesForCurrentThread();

    /// <summary>
    /// The tool reads one file in its process. This one reads thousands: what was the last one's would have to be cleared, and be resident,
    /// for the next.
    /// </summary>
    private static void GiveBack(bool declaresMemory)
    {
        if (declaresMemory && GC.GetTotalAllocatedBytes() - s_allocatedWhenGivenBack > GiveBackAfter)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            s_allocatedWhenGivenBack = GC.GetTotalAllocatedBytes();
        }
    }
}
