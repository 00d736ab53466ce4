namespace MobileNetGen.Training.Tensors;

/// <summary>
/// Splits a batch into a fixed number of runs of images, whatever the number of threads. Each run sums into a place of its
/// own and the sums are added in the order of the runs: training gives the same bits on any number of threads.
/// </summary>
internal sealed class Chunks(int threads)
{
    public const int Count = 8;

    private readonly ParallelOptions _options = new() { MaxDegreeOfParallelism = threads };

    /// <summary>Calls <paramref name="work"/> with the number of the chunk, its first image, and the image after its last.</summary>
    public void ForEach(int images, Action<int, int, int> work)
    {
        Parallel.For(0, Count, _options, chunk =>
        {
            var (begin, end) = (images * chunk / Count, images * (chunk + 1) / Count);
            if (begin < end)
            {
                work(chunk, begin, end);
            }
        });
    }
}
