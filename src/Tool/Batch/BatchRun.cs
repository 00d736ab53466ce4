using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MobileNetGen.Tool.Batch;

/// <summary>
/// Classifies images on all cores. Each worker takes the next image, decodes it and runs the network on it, so that decoding and inference overlap
/// without a queue between them; whoever completes a part writes it. In memory are the parts that are begun: as many as workers get on with while one
/// of them decodes the largest image that is accepted.
/// </summary>
/// <param name="images">All images, of all shards.</param>
/// <param name="shard">Which parts are this process'.</param>
/// <param name="size">Images of a part.</param>
/// <param name="folder">Where parts go.</param>
/// <param name="maxErrors">How many images may be without an answer.</param>
internal sealed class BatchRun(IEnumerable<ListedImage> images, Shard shard, int size, PartFolder folder, int maxErrors)
{
    private const int MostFailures = 5;

    private readonly Lock _counting = new();
    private int _classified;
    private int _errors;

    /// <summary>What all parts of this shard add up to.</summary>
    public Tally Total { get; } = new();

    /// <summary>Times of the images that were not done before.</summary>
    public StepTimes Times { get; private set; } = new(0, 0, 0);

    /// <summary>How many images this run has classified itself.</summary>
    public int Classified => _classified;

    /// <summary>The first few images without an answer that this run met.</summary>
    public ConcurrentQueue<Rows.Row> Failures { get; } = new();

    /// <summary>True if there are more images without an answer than are allowed.</summary>
    public bool IsOver => _errors > maxErrors;

    /// <param name="worker">Makes what a worker answers images with.</param>
    /// <param name="threads">How many workers there are.</param>
    /// <param name="done">Called with the number of images that are done.</param>
    /// <exception cref="ToolException">A source of images cannot be read, or a part was made of others.</exception>
    public void Run(Func<ImageAnswer> worker, int threads, Action<int> done)
    {
        try
        {
            Parallel.ForEach(
                Partitioner.Create(Work(done), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                worker,
                (work, state, answer) =>
                {
                    Answer(work.Part, work.Index, answer);
                    done(1);
                    if (IsOver)
                    {
                        state.Stop();
                    }

                    return answer;
                },
                answer => Count(() => Times += answer.Times));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }

    private IEnumerable<(Part Part, int Index)> Work(Action<int> done)
    {
        foreach (var (number, chunk) in images.Chunk(size).Index().Where(part => shard.Owns(part.Index)))
        {
            var part = new Part(number, chunk);
            if (folder.Made(part) is { } made)
            {
                Count(() => Total.Add(made));
                Interlocked.Add(ref _errors, made.Errors);
                done(chunk.Length);
                continue;
            }

            for (var index = 0; index < chunk.Length; index++)
            {
                yield return (part, index);
            }
        }
    }

    private void Answer(Part part, int index, ImageAnswer answer)
    {
        var row = answer.Of(part.Images[index]);
        Interlocked.Increment(ref _classified);
        if (row.Error is not null)
        {
            if (Interlocked.Increment(ref _errors) <= MostFailures)
            {
                Failures.Enqueue(row);
            }
        }

        if (part.Put(index, row))
        {
            var made = folder.Write(part);
            Count(() => Total.Add(made));
        }
    }

    private void Count(Action add)
    {
        lock (_counting)
        {
            add();
        }
    }
}
