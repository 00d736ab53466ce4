using System.IO.MemoryMappedFiles;
using System.Reflection;
using MobileNetGen.Buffers;
using MobileNetGen.Files;

namespace MobileNetGen.Weights;

/// <summary>Brings bytes to where they can be read by pointer, without a copy where there is a way.</summary>
internal static unsafe class ByteSources
{
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static WeightBytes Map(string path)
    {
        // What has no length cannot be mapped.
        if (RegularFile.LengthOf(path) == 0)
        {
            return new WeightBytes(null, 0, path, null);
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            // The length that counts is that of the file that is open.
            var length = file.Length;
            var mapping = new Mapping(
                MemoryMappedFile.CreateFromFile(file, null, length, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false),
                length);
            return new WeightBytes(mapping.Start, length, path, mapping);
        }
        catch (ArgumentException shorter)
        {
            file.Dispose();
            throw new EndOfStreamException($"{path} became shorter while it was opened.", shorter);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file into memory of our own.</summary>
    /// <exception cref="IOException">The file cannot be read, or becomes shorter while it is read.</exception>
    public static WeightBytes Copy(string path)
    {
        if (RegularFile.LengthOf(path) == 0)
        {
            return new WeightBytes(null, 0, path, null);
        }

        using var file = RegularFile.Open(path);
        var length = file.Length;
        var memory = new AlignedBuffer(length);
        try
        {
            var start = memory.Pointer;
            for (var read = 0L; read < length;)
            {
                var more = file.Read(new Span<byte>(start + read, (int)Math.Min(length - read, 1 << 30)));
                read += more > 0 ? more : throw new EndOfStreamException($"{path} had {length} bytes, and only {read} of them could be read.");
            }

            return new WeightBytes(start, length, path, memory);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
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
            ?? throw new WeightException(
                $"{assembly.GetName().Name} has no embedded resource \"{name}\"; it has {string.Join(", ", assembly.GetManifestResourceNames())}.");
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

        public Mapping(MemoryMappedFile file, long length)
        {
            _file = file;
            _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
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
