using System.IO.MemoryMappedFiles;

namespace MobileNetGen.Benchmarks.Fuzz;

/// <summary>The file that a worker is at, in memory that outlives the worker: a crash takes the process and not what caused it.</summary>
internal sealed class FuzzState : IDisposable
{
    private const int MaxBytes = 1 << 24;
    private const int NumberAt = 0;
    private const int LengthAt = 8;
    private const int BytesAt = 16;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public FuzzState(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, MaxBytes);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>How many files the worker has begun with.</summary>
    public long Number => _view.ReadInt64(NumberAt);

    public byte[] Current()
    {
        var bytes = new byte[Math.Clamp(_view.ReadInt32(LengthAt), 0, MaxBytes - BytesAt)];
        _view.ReadArray(BytesAt, bytes, 0, bytes.Length);
        return bytes;
    }

    public void Begin(byte[] file)
    {
        var length = Math.Min(file.Length, MaxBytes - BytesAt);
        _view.WriteArray(BytesAt, file, 0, length);
        _view.Write(LengthAt, length);
        _view.Write(NumberAt, Number + 1);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
