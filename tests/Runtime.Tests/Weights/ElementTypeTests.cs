using System.Buffers.Binary;
using MobileNetGen.CompilerServices;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>Every value that a 16-bit type can have, against its definition.</summary>
public sealed class ElementTypeTests
{
    private const int Patterns = 1 << 16;

    public static TheoryData<string> Types => ["F16", "BF16"];

    [Theory, MemberData(nameof(Types))]
    public void Every_finite_value_is_read_exactly(string type)
    {
        ushort[] patterns = [.. Enumerable.Range(0, Patterns).Select(bits => (ushort)bits).Where(bits => double.IsFinite(Value(type, bits)))];
        var layout = Layouts.Of(new DenseWeights("fc", 0, patterns.Length, 1));
        var packed = Layouts.Packed(layout, WeightSource.FromBytes(File(type, patterns)));
        var read = packed.Skip(16).Select(BitConverter.SingleToInt32Bits);
        Assert.Equal(patterns.Select(bits => BitConverter.SingleToInt32Bits((float)Value(type, bits))), read);
    }

    [Theory, MemberData(nameof(Types))]
    public void Every_infinity_and_every_NaN_is_refused_by_name_and_place(string type)
    {
        var layout = Layouts.Of(new DenseWeights("fc", 0, 2, 1));
        ushort[] wrong = [.. Enumerable.Range(0, Patterns).Select(bits => (ushort)bits).Where(bits => !double.IsFinite(Value(type, bits)))];
        Assert.Equal(type == "F16" ? 2 * 1024 : 2 * 128, wrong.Length);
        foreach (var bits in wrong)
        {
            var error = Assert.Throws<WeightException>(() => Layouts.Packed(layout, WeightSource.FromBytes(File(type, [0, bits]))));
            Assert.Contains("\"fc.weight\" holds", error.Message, StringComparison.Ordinal);
            Assert.Contains("at element 1;", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_float32_that_is_not_finite_is_refused_by_name_and_place(float value)
    {
        var error = Line.Refused(RawFile.Of(Line.Header, RawFile.Floats(2, value, 5)));
        Assert.Contains("\"fc.weight\" holds", error.Message, StringComparison.Ordinal);
        Assert.Contains("at element 1;", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("F64", 8)]
    [InlineData("I32", 4)]
    [InlineData("BOOL", 1)]
    [InlineData("F8_E4M3", 1)]
    public void A_type_that_the_format_knows_and_weights_cannot_have_is_refused_with_those_they_can(string type, int size)
    {
        var file = RawFile.Of(
            $"{{{RawFile.Entry("fc.bias", type, "[1]", 0, size)},{RawFile.Entry("fc.weight", "F32", "[1,2]", size, size + 8)}}}",
            new byte[size + 8]);
        Assert.Contains($"fc.bias is {type}; F32, F16, BF16 are accepted", Line.Refused(file).Message, StringComparison.Ordinal);
    }

    /// <summary>IEEE 754 binary16, and binary32 cut to its upper half: sign, exponent, fraction.</summary>
    private static double Value(string type, ushort bits)
    {
        var (exponentBits, fractionBits) = type == "F16" ? (5, 10) : (8, 7);
        var (exponent, fraction) = ((bits >> fractionBits) & ((1 << exponentBits) - 1), bits & ((1 << fractionBits) - 1));
        var bias = (1 << (exponentBits - 1)) - 1;
        var size = exponent == (1 << exponentBits) - 1 ? (fraction == 0 ? double.PositiveInfinity : double.NaN)
            : exponent == 0 ? Math.ScaleB(fraction, 1 - bias - fractionBits)
            : Math.ScaleB(fraction + (1 << fractionBits), exponent - bias - fractionBits);
        return bits >> 15 == 0 ? size : -size;
    }

    private static byte[] File(string type, ReadOnlySpan<ushort> patterns)
    {
        var data = new byte[sizeof(ushort) * patterns.Length];
        for (var index = 0; index < patterns.Length; index++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(sizeof(ushort) * index), patterns[index]);
        }

        return RawFile.Of($"{{{RawFile.Entry("fc.weight", type, $"[1,{patterns.Length}]", 0, data.Length)}}}", data);
    }
}
