namespace MobileNetGen;

/// <summary>What the elements of a tensor in a file are.</summary>
public enum TensorElementType
{
    /// <summary>IEEE 754 binary32, 4 bytes.</summary>
    Float32,

    /// <summary>IEEE 754 binary16, 2 bytes.</summary>
    Float16,

    /// <summary>The upper half of a binary32, 2 bytes.</summary>
    BFloat16,

    /// <summary>An integer from −128 to 127.</summary>
    Int8,

    /// <summary>An integer from 0 to 255.</summary>
    UInt8,

    /// <summary>An integer of 4 bytes.</summary>
    Int32,
}
