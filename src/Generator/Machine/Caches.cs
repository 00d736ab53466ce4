namespace MobileNetGen.Generator.Machine;

/// <summary>The caches of the CPUs that have fused multiply-add, in bytes.</summary>
internal static class Caches
{
    /// <summary>The first-level data cache: 32 KiB on most, 48 KiB on the newest.</summary>
    public const int First = 32 * 1024;

    /// <summary>Half of the smallest second-level cache (512 KiB): weights beyond it would be fetched again for every tile of pixels.</summary>
    public const int ResidentWeights = 256 * 1024;
}
