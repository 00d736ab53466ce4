namespace MobileNetGen.Benchmarks.Roofline;

/// <summary>A block of a network on one thread.</summary>
/// <param name="Network">The network's name.</param>
/// <param name="Block">What it does.</param>
/// <param name="FlopPerByte">Operations for each byte of its inputs, outputs and weights.</param>
/// <param name="Gflops">10⁹ operations a second.</param>
internal sealed record Dot(string Network, string Block, double FlopPerByte, double Gflops);

/// <summary>What one thread of the machine can do.</summary>
/// <param name="Gflops">The FMA loop.</param>
/// <param name="CacheBandwidth">10⁹ bytes a second from the second-level cache.</param>
/// <param name="MemoryBandwidth">10⁹ bytes a second from memory.</param>
internal sealed record Roof(double Gflops, double CacheBandwidth, double MemoryBandwidth);
