namespace MobileNetGen.AspNetCore;

/// <summary>Types of a tensor's elements, as the Open Inference Protocol names them.</summary>
public enum TensorDataType
{
    /// <summary>BOOL, a byte each.</summary>
    Bool,

    /// <summary>UINT8.</summary>
    UInt8,

    /// <summary>UINT16.</summary>
    UInt16,

    /// <summary>UINT32.</summary>
    UInt32,

    /// <summary>UINT64.</summary>
    UInt64,

    /// <summary>INT8.</summary>
    Int8,

    /// <summary>INT16.</summary>
    Int16,

    /// <summary>INT32.</summary>
    Int32,

    /// <summary>INT64.</summary>
    Int64,

    /// <summary>FP16.</summary>
    Float16,

    /// <summary>FP32.</summary>
    Float32,

    /// <summary>FP64.</summary>
    Float64,

    /// <summary>BYTES: each element is a run of bytes of any length, such as a text or a file.</summary>
    Bytes,
}
