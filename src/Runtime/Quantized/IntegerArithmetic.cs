namespace MobileNetGen.CompilerServices;

/// <summary>Whose integers a quantised network computes: engines round differently, and answers with them.</summary>
public enum IntegerArithmetic
{
    /// <summary>TensorFlow Lite's default interpreter on x86-64: XNNPACK's kernels, and TensorFlow Lite's own where XNNPACK has none.</summary>
    TfLite,

    /// <summary>ONNX Runtime.</summary>
    OnnxRuntime,

    /// <summary>TensorFlow Lite's reference kernels, which TensorFlow Lite Micro has too.</summary>
    TfLiteReference,
}
