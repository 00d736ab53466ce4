namespace MobileNetGen;

/// <summary>A vector width that kernels exist for. All give the same bits.</summary>
public enum SimdTier
{
    /// <summary>One float at a time: the reference.</summary>
    Scalar,

    /// <summary>4 floats.</summary>
    Vector128,

    /// <summary>8 floats.</summary>
    Vector256,

    /// <summary>16 floats.</summary>
    Vector512,
}
