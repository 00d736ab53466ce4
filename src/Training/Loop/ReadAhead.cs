namespace MobileNetGen.Training;

/// <summary>Reads a batch on another thread while the one before is worked on.</summary>
internal sealed class ReadAhead(TrainingExamples examples, int epoch, int batchSize, int inputLength) : IDisposable
{
    private float[] _ready = new float[checked(batchSize * inputLength)];
    private float[] _next = new float[checked(batchSize * inputLength)];
    private Task? _reading;

    public void Start(ArraySegment<int> batch)
    {
        var buffer = _next;
        _reading = Task.Run(() => examples.Read(batch, epoch, buffer.AsSpan(0, batch.Count * inputLength)));
    }

    /// <summary>Waits for the batch that was started, and starts the one after.</summary>
    public ReadOnlySpan<float> Take(ArraySegment<int> batch, ArraySegment<int>? after)
    {
        _reading!.GetAwaiter().GetResult();
        (_ready, _next) = (_next, _ready);
        _reading = null;
        if (after is { } next)
        {
            Start(next);
        }

        return _ready.AsSpan(0, batch.Count * inputLength);
    }

    /// <summary>Nothing reads any more when it returns; what went wrong in a batch that nobody takes concerns nobody.</summary>
    public void Dispose()
    {
        if (_reading is { } reading)
        {
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
            _ = reading.Exception;
        }
    }
}
