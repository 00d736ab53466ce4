using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MobileNetGen.Simd;

/// <summary>What the CPU, or the instruction set that an AOT binary was built for, has.</summary>
internal static class SimdSupport
{
    public const string TierVariable = "MOBILENETGEN_TIER";

    public static SimdTier Best =>
        Vector512.IsHardwareAccelerated ? SimdTier.Vector512
        : Vector256.IsHardwareAccelerated ? SimdTier.Vector256
        : Vector128.IsHardwareAccelerated ? SimdTier.Vector128
        : SimdTier.Scalar;

    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>The tier that the environment asks for, else the best.</summary>
    /// <exception cref="InvalidOperationException">The variable names no tier.</exception>
    /// <exception cref="PlatformNotSupportedException">It names one that the CPU lacks.</exception>
    public static SimdTier Default => Environment.GetEnvironmentVariable(TierVariable) switch
    {
        null or "" => Best,
        "scalar" => SimdTier.Scalar,
        "128" => Checked(SimdTier.Vector128),
        "256" => Checked(SimdTier.Vector256),
        "512" => Checked(SimdTier.Vector512),
        var other => throw new InvalidOperationException($"{TierVariable} is \"{other}\"; scalar, 128, 256 or 512 is accepted."),
    };

    public static SimdTier Checked(SimdTier tier)
    {
        if (!Enum.IsDefined(tier))
        {
            throw new ArgumentOutOfRangeException(nameof(tier), tier, "this is no tier; Scalar, Vector128, Vector256 or Vector512 is accepted.");
        }

        return tier <= Best
            ? tier
            : throw new PlatformNotSupportedException($"the tier {tier} does not run here; {Best} and narrower ones do.");
    }
}
