using System.Runtime.InteropServices;
using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;

namespace MobileNetGen.Numerics.Tests.Guards;

/// <summary>Memory by its address.</summary>
internal static class Memory
{
    public static Span<float> Of(ref float start, int length) => MemoryMarshal.CreateSpan(ref start, length);

    public static unsafe Span<T> At<T>(nint address, int bytes)
        where T : unmanaged => new((void*)address, bytes / sizeof(T));
}

/// <summary>Whole pages between two that nobody may touch: who does, ends the process. Bytes lie at the start of the pages, or at their end.</summary>
internal sealed class GuardedMemory : IDisposable
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;
    private readonly nint _address;
    private readonly nint _length;

    public GuardedMemory(int bytes, bool atEnd)
    {
        var page = (nint)Environment.SystemPageSize;
        var inside = ((bytes + page - 1) / page * page) + (bytes == 0 ? page : 0);
        _length = inside + (2 * page);
        _address = Map(0, _length, 0, PrivateAnonymous, -1, 0);
        if (_address == -1 || Protect(_address + page, inside, ReadWrite) != 0)
        {
            throw new InvalidOperationException($"no {_length} bytes of guarded memory: error {Marshal.GetLastPInvokeError()}");
        }

        Start = _address + page + (atEnd ? inside - bytes : 0);
        Bytes = bytes;
    }

    public nint Start { get; }

    public int Bytes { get; }

    public Span<T> As<T>()
        where T : unmanaged => Memory.At<T>(Start, Bytes);

    /// <summary>From now on nobody may touch some whole pages.</summary>
    public static void Close(nint start, nint length)
    {
        if (Protect(start, length, 0) != 0)
        {
            throw new InvalidOperationException($"{length} bytes cannot be guarded: error {Marshal.GetLastPInvokeError()}");
        }
    }

    public void Dispose() => _ = Unmap(_address, _length);

    [DllImport("libc", EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Protect(nint address, nint length, int protection);

    [DllImport("libc", EntryPoint = "munmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmap(nint address, nint length);
}

/// <summary>Packed weights between pages that nobody may touch, with NaN wherever no stage has weights.</summary>
internal sealed class GuardedWeights(WeightSource weights, bool atEnd) : WeightSource
{
    internal override ITensorReader Open(NetworkLayout layout, bool allowOther) => weights.Open(layout, allowOther);

    internal override LoadedWeights Load(NetworkLayout layout, bool hashed = false)
    {
        using var packed = weights.Load(layout, hashed);
        var guarded = new GuardedMemory((int)layout.WeightsBytes, atEnd);
        var floats = guarded.As<float>();
        packed.Memory.From<float>().CopyTo(floats);
        foreach (var margin in Slot.Margins(
            layout.Weights.Select(layer => new Slot((int)(layer.Offset / sizeof(float)), (int)(layer.PackedBytes / sizeof(float)))),
            floats.Length))
        {
            floats[margin].Fill(float.NaN);
        }

        return new LoadedWeights(new BorrowedMemory(guarded), packed.Origin);
    }

    private sealed class BorrowedMemory : NativeBuffer
    {
        private readonly GuardedMemory _memory;

        public BorrowedMemory(GuardedMemory memory)
            : base(memory.Bytes)
        {
            _memory = memory;
            SetHandle(memory.Start);
        }

        protected override bool ReleaseHandle()
        {
            _memory.Dispose();
            return true;
        }
    }
}
