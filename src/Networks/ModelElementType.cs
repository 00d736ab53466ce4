using System.Globalization;

namespace MobileNetGen.Networks;

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
    public static bool IsFloat(this ModelElementType type) =>
        type is ModelElementType.Float32 or ModelElementType.Float16 or ModelElementType.BFloat16 or ModelElementType.Float64;

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

    /// <summary>The result of arithmetic on elements of a type, as the type holds it: floats are rounded, the fraction of integers is cut off.</summary>
    /// <exception cref="ToolException">An integer is not one of the type's.</exception>
    public static double Fit(this ModelElementType type, double value) => type switch
    {
        ModelElementType.Float32 => (float)value,
        ModelElementType.Float16 => (double)(Half)value,
        ModelElementType.BFloat16 => Brain(value),
        ModelElementType.Bool => value == 0 ? 0 : 1,
        _ when type.IsInteger() => type.Range() is var (min, max) && Math.Truncate(value) is var whole && whole >= min && whole <= max
            ? whole
            : throw new ToolException($"the number {value.ToString(CultureInfo.InvariantCulture)} is none of {type}, from {min} to {max}."),
        _ => value,
    };

    /// <summary>An element of one type as one of another.</summary>
    /// <exception cref="ToolException">A float is not between the type's integers.</exception>
    public static double Cast(this ModelElementType type, double value, ModelElementType from)
    {
        if (!type.IsInteger() || !from.IsInteger())
        {
            return type.Fit(value);
        }

        var (min, max) = type.Range();
        return value >= min && value <= max ? value : value - ((max - min + 1) * Math.Floor((value - min) / (max - min + 1)));
    }

    /// <summary>The first 16 bits of a float32, rounded to even.</summary>
    private static double Brain(double value)
    {
        var bits = BitConverter.SingleToUInt32Bits((float)value);
        return double.IsNaN(value) ? value : BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }
}

/// <summary>How integers of a model stand for real numbers: <c>(integer − zero point) · scale</c>.</summary>
/// <param name="Element">The integers' type.</param>
/// <param name="Scale">One step.</param>
/// <param name="ZeroPoint">The integer that stands for 0.</param>
internal sealed record Quantisation(ModelElementType Element, double Scale, double ZeroPoint)
{
    /// <summary>The smallest and the largest real number that the integers can stand for.</summary>
    public (double Min, double Max) RealRange => ((Element.Range().Min - ZeroPoint) * Scale, (Element.Range().Max - ZeroPoint) * Scale);

    public string DisplayText => string.Create(CultureInfo.InvariantCulture, $"{Element} with the scale {Scale} and the zero point {ZeroPoint}");
}
