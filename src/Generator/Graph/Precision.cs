namespace MobileNetGen.Generator.Graph;

/// <summary>What the elements of a network's tensors are.</summary>
internal enum Precision
{
    Float32,

    /// <summary>Integers from −128 to 127.</summary>
    Int8,

    /// <summary>Integers from 0 to 255.</summary>
    UInt8,
}

/// <summary>Whose rounding the operations on integers follow; the runtime's enumeration has the same names.</summary>
internal enum IntegerArithmetic
{
    /// <summary>TensorFlow Lite's default interpreter.</summary>
    TfLite,

    OnnxRuntime,

    /// <summary>TensorFlow Lite's reference kernels, and TensorFlow Lite Micro.</summary>
    TfLiteReference,
}
