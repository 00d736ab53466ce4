using System.Runtime.InteropServices;

namespace MobileNetGen.Buffers;

/// <summary>Native memory of our own, on a cache line; a large buffer on large pages, where there are any.</summary>
internal sealed unsafe class AlignedBuffer : FloatMemory
{
    /// <summary>Bytes of a cache line, and of the widest vector.</summary>
    public const int Alignment = 64;

    public AlignedBuffer(long length)
        : base(length)
    {
        var bytes = Math.Max(checked(length * sizeof(float)), Alignment);
        if (PageAdvice.LargePagesServe(bytes))
        {
            SetHandle((nint)NativeMemory.AlignedAlloc(PageAdvice.Round(bytes), PageAdvice.LargePage));
            PageAdvice.PreferLarge((void*)handle, PageAdvice.Round(bytes));
        }
        else
        {
            SetHandle((nint)NativeMemory.AlignedAlloc((nuint)bytes, Alignment));
        }
    }

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
