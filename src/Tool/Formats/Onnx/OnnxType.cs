using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>Element types of ONNX by their numbers in the format.</summary>
internal enum OnnxType
{
    Undefined = 0,
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
    Complex64 = 14,
    Complex128 = 15,
    BFloat16 = 16,
    Float8E4M3FN = 17,
    Float8E4M3FNUZ = 18,
    Float8E5M2 = 19,
    Float8E5M2FNUZ = 20,
    UInt4 = 21,
    Int4 = 22,
    Float4E2M1 = 23,
    Float8E8M0 = 24,
    UInt2 = 25,
    Int2 = 26,
}

internal static class OnnxTypes
{
    /// <summary>The tool's own name for a type of numbers.</summary>
    /// <param name="type">The type's number in the format.</param>
    /// <exception cref="ToolException">Its numbers are not read.</exception>
    public static ModelElementType Element(int type) => (OnnxType)type switch
    {
        OnnxType.Float => ModelElementType.Float32,
        OnnxType.Double => ModelElementType.Float64,
        OnnxType.Float16 => ModelElementType.Float16,
        OnnxType.BFloat16 => ModelElementType.BFloat16,
        OnnxType.Int4 => ModelElementType.Int4,
        OnnxType.UInt4 => ModelElementType.UInt4,
        OnnxType.Int8 => ModelElementType.Int8,
        OnnxType.UInt8 => ModelElementType.UInt8,
        OnnxType.Int16 => ModelElementType.Int16,
        OnnxType.UInt16 => ModelElementType.UInt16,
        OnnxType.Int32 => ModelElementType.Int32,
        OnnxType.UInt32 => ModelElementType.UInt32,
        OnnxType.Int64 => ModelElementType.Int64,
        OnnxType.UInt64 => ModelElementType.UInt64,
        OnnxType.Bool => ModelElementType.Bool,
        OnnxType.String => ModelElementType.String,
        var other => throw new ToolException($"the element type {DisplayText(other)} is not read; floats of 16, 32 and 64 bits, "
            + "integers of 4 to 64 bits and Bool are accepted."),
    };

    private static string DisplayText(OnnxType type) => Enum.IsDefined(type) ? type.ToString() : $"with the number {(int)type}";
}
