using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.Wasm;
using System.Runtime.Intrinsics.X86;
using MobileNetGen.CompilerServices;

namespace MobileNetGen;

/// <summary>What the CPU, or the instruction set that an AOT binary was built for, has.</summary>
public static class SimdSupport
{
    internal const string TierVariable = "MOBILENETGEN_TIER";

    /// <summary>The widest vectors that networks can run on here.</summary>
    public static SimdTier WidestTier =>
        Vector512.IsHardwareAccelerated ? SimdTier.Vector512
        : Vector256.IsHardwareAccelerated ? SimdTier.Vector256
        : Vector128.IsHardwareAccelerated ? SimdTier.Vector128
        : SimdTier.Scalar;

    /// <summary>The vectors that networks run on here unless their options say otherwise: what <c>MOBILENETGEN_TIER</c> asks for, else the widest.</summary>
    /// <exception cref="InvalidOperationException">The environment variable <c>MOBILENETGEN_TIER</c> names no tier.</exception>
    /// <exception cref="PlatformNotSupportedException">The variable names a tier that the CPU lacks.</exception>
    public static SimdTier DefaultTier => AskedTier ?? WidestTier;

    /// <summary>What the environment variable asks for; null if it is not set.</summary>
    internal static SimdTier? AskedTier => Environment.GetEnvironmentVariable(TierVariable) switch
    {
        null or "" => null,
        "scalar" => SimdTier.Scalar,
        "128" => Supported(SimdTier.Vector128),
        "256" => Supported(SimdTier.Vector256),
        "512" => Supported(SimdTier.Vector512),
        var other => throw new InvalidOperationException($"{TierVariable} is \"{other}\"; scalar, 128, 256 or 512 is accepted."),
    };

    /// <summary>
    /// The instruction that adds up products of bytes in networks of integers that run on some vectors here. In a project for .NET 11, the 512 bits have
    /// <c>vpdpbusd zmm</c> instead where <c>AvxVnni.V512.IsSupported</c>.
    /// </summary>
    /// <param name="tier">The vectors.</param>
    /// <returns>As assemblers spell it, with the registers of x86: <c>vpdpbusd ymm</c>; <c>none</c> where numbers are multiplied one by one.</returns>
    /// <exception cref="PlatformNotSupportedException">The CPU lacks the tier.</exception>
    public static string DotProductOf(SimdTier tier) => Checked(tier, nameof(tier)) switch
    {
        SimdTier.Scalar => "none",
        SimdTier.Vector512 when !DotProducts.HasBytes256 => Avx512BW.IsSupported ? "vpmaddwd zmm" : "vpmaddwd ymm",
        SimdTier.Vector512 or SimdTier.Vector256 => AvxVnni.IsSupported ? "vpdpbusd ymm" : "vpmaddwd ymm",
        _ when AvxVnni.IsSupported => "vpdpbusd xmm",
        _ when Sse2.IsSupported => "pmaddwd xmm",
        _ when Dp.IsSupported => "sdot",
        _ when AdvSimd.IsSupported => "sadalp",
        _ when PackedSimd.IsSupported => "i32x4.dot_i16x8_s",
        _ => "mul",
    };

    /// <summary>
    /// True where results are the same to the last bit as on every other such machine: where the CPU has fused multiply-add.
    /// Elsewhere a multiplication and an addition take its place, each rounded.
    /// </summary>
    public static bool IsExact => Fma.IsSupported || AdvSimd.IsSupported;

    /// <exception cref="ArgumentOutOfRangeException">It is no tier.</exception>
    /// <exception cref="PlatformNotSupportedException">The CPU lacks it.</exception>
    internal static SimdTier Checked(SimdTier tier, string parameter) => Enum.IsDefined(tier)
        ? Supported(tier)
        : throw new ArgumentOutOfRangeException(parameter, tier, "this is no tier; Scalar, Vector128, Vector256 or Vector512 is accepted.");

    private static SimdTier Supported(SimdTier tier) => tier <= WidestTier
        ? tier
        : throw new PlatformNotSupportedException($"the tier {tier} does not run here; {WidestTier} and narrower ones do.");
}
