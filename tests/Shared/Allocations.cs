namespace MobileNetGen.Tests;

/// <summary>Bytes that code allocates each time it runs.</summary>
internal static class Allocations
{
    private const int Tries = 3;

    /// <summary>
    /// The fewest of some tries: what the code allocates itself is in all of them. The runtime allocates on the same thread now and then, where a loop
    /// is compiled anew while it runs.
    /// </summary>
    /// <param name="run">The code; it is warm.</param>
    public static long Of(Action run) => Enumerable.Range(0, Tries).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
