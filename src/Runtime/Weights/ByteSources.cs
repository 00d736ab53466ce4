using System.IO.MemoryMappedFiles;
using System.Reflection;

namespace MobileNetGen.Weights;

/// <summary>Brings bytes to where they can be read by pointer, without a copy where there is a way.</summary>
internal static unsafe class ByteSources
{
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static WeightBytes Map(string path)
    {
        var length = new FileInfo(path).Length;
        if (length == 0)
        {
            return new WeightBytes(null, 0, path, null);
        }

        var mapping = new Mapping(MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read));
        return new WeightBytes(mapping.Start, length, path, mapping);
    }

    public static WeightBytes Read(Stream stream, string name)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Pin(copy.GetBuffer().AsMemory(0, (int)copy.Length), name);
    }

    public static WeightBytes Pin(ReadOnlyMemory<byte> bytes, string name)
    {
        var handle = bytes.Pin();
        return new WeightBytes((byte*)handle.Pointer, bytes.Length, name, handle);
    }

    /// <exception cref="WeightException">The assembly has no such resource.</exception>
    public static WeightBytes Embedded(Assembly assembly, string name)
    {
        var stream = assembly.GetManifestResourceStream(name)
            ?? throw new WeightException($"{assembly.GetName().Name} has no embedded resource \"{name}\"; it has {string.Join(", ", assembly.GetManifestResourceNames())}.");
        if (stream is UnmanagedMemoryStream memory)
        {
            return new WeightBytes(memory.PositionPointer, memory.Length, name, memory);
        }

        using (stream)
        {
            return Read(stream, name);
        }
    }

    private sealed class Mapping : IDisposable
    {
        private readonly MemoryMappedFile _file;
        private readonly MemoryMappedViewAccessor _view;

        public Mapping(MemoryMappedFile file)
        {
            _file = file;
            _view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            byte* start = null;
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            Start = start + _view.PointerOffset;
        }

        public byte* Start { get; }

        public void Dispose()
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file.Dispose();
        }
    }
}
