using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;

namespace MobileNetGen.Numerics.Tests.Guards;

/// <summary>Floats by their address.</summary>
internal static class Memory
{
    public static Span<float> Of(ref float start, int length) => MemoryMarshal.CreateSpan(ref start, length);

    public static Span<float> At(nint address, int length) => Of(ref Unsafe.AddByteOffset(ref Unsafe.NullRef<float>(), address), length);
}

/// <summary>Whole pages between two that nobody may touch: who does, ends the process. Floats lie at the start of the pages, or at their end.</summary>
internal sealed class GuardedMemory : IDisposable
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;
    private readonly nint _address;
    private readonly nint _length;

    public GuardedMemory(int floats, bool atEnd)
    {
        var page = (nint)Environment.SystemPageSize;
        var inside = ((((nint)floats * sizeof(float)) + page - 1) / page * page) + (floats == 0 ? page : 0);
        _length = inside + (2 * page);
        _address = Map(0, _length, 0, PrivateAnonymous, -1, 0);
        if (_address == -1 || Protect(_address + page, inside, ReadWrite) != 0)
        {
            throw new InvalidOperationException($"no {_length} bytes of guarded memory: error {Marshal.GetLastPInvokeError()}");
        }

        Start = _address + page + (atEnd ? inside - ((nint)floats * sizeof(float)) : 0);
        Floats = floats;
    }

    public nint Start { get; }

    public int Floats { get; }

    public Span<float> Span => Memory.At(Start, Floats);

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
        var guarded = new GuardedMemory((int)(layout.WeightsBytes / sizeof(float)), atEnd);
        packed.Memory.From<float>().CopyTo(guarded.Span);
        foreach (var margin in Slot.Margins(
            layout.Weights.Select(layer => new Slot((int)(layer.Offset / sizeof(float)), (int)(layer.PackedBytes / sizeof(float)))),
            guarded.Floats))
        {
            guarded.Span[margin].Fill(float.NaN);
        }

        return new LoadedWeights(new BorrowedMemory(guarded), packed.Origin);
    }

    private sealed class BorrowedMemory : NativeBuffer
    {
        private readonly GuardedMemory _memory;

        public BorrowedMemory(GuardedMemory memory)
            : base((long)memory.Floats * sizeof(float))
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
