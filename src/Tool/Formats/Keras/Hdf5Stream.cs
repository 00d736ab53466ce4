using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>
/// The bytes of an HDF5 file, for a library that believes them: links that lead into each other, and structures that contain themselves, it
/// follows without end. Whatever it does needs bytes, so this stream ends it: when the time that a file of this length may take is over, and
/// when its calls are nested so deep that the stack would not hold them.
/// </summary>
internal sealed class Hdf5Stream(byte[] file) : Stream
{
    private const long BytesOfASecond = 8 << 20;

    private readonly TimeSpan _most = TimeSpan.FromSeconds(1.5 + ((double)file.Length / BytesOfASecond));
    private readonly Stopwatch _clock = new();
    private long _position;

    /// <summary>Why reading was ended; the library may have caught it. Null if it was not.</summary>
    public ToolException? End { get; private set; }

    /// <summary>Bytes that were read from the file so far.</summary>
    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => _position;
        set => _position = value;
    }

    /// <summary>Lets time pass only while the library works.</summary>
    public T Timed<T>(Func<T> work)
    {
        _clock.Start();
        try
        {
            return work();
        }
        finally
        {
            _clock.Stop();
        }
    }

    public override int Read(Span<byte> buffer)
    {
        RequireEndInSight();
        var count = (int)Math.Clamp(file.Length - _position, 0, buffer.Length);
        if (count > 0)
        {
            file.AsSpan((int)_position, count).CopyTo(buffer);
        }

        _position += count;
        BytesRead += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte()
    {
        Span<byte> one = stackalloc byte[1];
        return Read(one) == 1 ? one[0] : -1;
    }

    public override long Seek(long offset, SeekOrigin origin) => _position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => file.Length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void RequireEndInSight()
    {
        if (End is null && _clock.Elapsed > _most)
        {
            End = new ToolException($"the file is no HDF5 file that can be read within {_most.TotalSeconds:F1} seconds.");
        }
        else if (End is null && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            End = new ToolException("the file is no HDF5 file that can be read: its links or types lead into each other.");
        }

        if (End is { } end)
        {
            throw end;
        }
    }
}
