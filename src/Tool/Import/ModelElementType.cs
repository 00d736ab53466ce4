namespace MobileNetGen.Tool.Import;

/// <summary>The element type that a model gives a tensor.</summary>
internal enum ModelElementType
{
    Float32,
    Float16,
    BFloat16,
    Float64,
    Int4,
    UInt4,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Bool,
    String,
}

internal static class ModelElementTypes
{
    public static bool IsFloat(this ModelElementType type) => type is ModelElementType.Float32 or ModelElementType.Float16 or ModelElementType.BFloat16 or ModelElementType.Float64;

    public static bool IsInteger(this ModelElementType type) => type is >= ModelElementType.Int4 and <= ModelElementType.UInt64;

    /// <summary>The smallest and the largest integer of a type.</summary>
    /// <exception cref="ToolException">It is no type of integers.</exception>
    public static (double Min, double Max) Range(this ModelElementType type) => type switch
    {
        ModelElementType.Int4 => (-8, 7),
        ModelElementType.UInt4 => (0, 15),
        ModelElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        ModelElementType.UInt8 => (byte.MinValue, byte.MaxValue),
        ModelElementType.Int16 => (short.MinValue, short.MaxValue),
        ModelElementType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        ModelElementType.Int32 => (int.MinValue, int.MaxValue),
        ModelElementType.UInt32 => (uint.MinValue, uint.MaxValue),
        ModelElementType.Int64 => (long.MinValue, long.MaxValue),
        ModelElementType.UInt64 => (ulong.MinValue, ulong.MaxValue),
        _ => throw new ToolException($"{type} is no type of integers."),
    };
}

/// <summary>How integers of a model stand for real numbers: <c>(integer − zero point) · scale</c>.</summary>
/// <param name="Element">The integers' type.</param>
/// <param name="Scale">One step.</param>
/// <param name="ZeroPoint">The integer that stands for 0.</param>
internal sealed record Quantisation(ModelElementType Element, double Scale, double ZeroPoint)
{
    /// <summary>The smallest and the largest real number that the integers can stand for.</summary>
    public (double Min, double Max) RealRange => ((Element.Range().Min - ZeroPoint) * Scale, (Element.Range().Max - ZeroPoint) * Scale);

    public string DisplayText => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Element} with the scale {Scale} and the zero point {ZeroPoint}");
}
