using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

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
