namespace MobileNetGen.Generator.Machine;

/// <summary>What tensors, buffers and weights start on: also the widest vector.</summary>
internal static class CacheLine
{
    public const int Bytes = 64;

    public static long Align(long bytes) => (bytes + Bytes - 1) / Bytes * Bytes;
}
