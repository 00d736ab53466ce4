namespace MobileNetGen;

/// <summary>What an element of a network's input or output is.</summary>
public enum TensorElement
{
    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>An integer from −128 to 127.</summary>
    Int8,

    /// <summary>An integer from 0 to 255.</summary>
    UInt8,
}
