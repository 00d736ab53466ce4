using System.Buffers.Binary;
using System.Text.Json;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

public sealed class WriterTests
{
    private static readonly NamedTensor[] s_line = [new("fc.weight", [1, 2], new float[] { -0f, 1.5f }), new("fc.bias", [1], new[] { float.Epsilon })];

    [Fact]
    public void What_is_written_is_read_to_the_last_bit()
    {
        var (bias, first, second) = Line.Load(WeightSource.FromBytes(Layouts.File(s_line)));
        Assert.Equal((float.Epsilon, true, 1.5f), (bias, float.IsNegative(first), second));
    }

    [Fact]
    public void What_is_written_as_float16_is_read_rounded_to_it()
    {
        NamedTensor[] tensors = [new("fc.weight", [1, 2], new[] { 1 / 3f, 65504f }), new("fc.bias", [1], new[] { 1e-9f })];
        Assert.Equal((0f, (float)(Half)(1 / 3f), 65504f), Line.Load(WeightSource.FromBytes(Layouts.File(tensors, type: TensorElementType.Float16))));
    }

    [Fact]
    public void What_is_written_as_bfloat16_is_read_rounded_to_the_nearest_and_to_even_between_two()
    {
        var (below, between, above) = (0x3F80_7FFFu, 0x3F81_8000u, 0x3F81_8001u);
        float[] values = [BitConverter.UInt32BitsToSingle(below), BitConverter.UInt32BitsToSingle(between)];
        NamedTensor[] tensors = [new("fc.weight", [1, 2], values), new("fc.bias", [1], new[] { BitConverter.UInt32BitsToSingle(above) })];
        var (bias, first, second) = Line.Load(WeightSource.FromBytes(Layouts.File(tensors, type: TensorElementType.BFloat16)));
        Assert.Equal(
            (0x3F82_0000u, 0x3F80_0000u, 0x3F82_0000u),
            (BitConverter.SingleToUInt32Bits(bias), BitConverter.SingleToUInt32Bits(first), BitConverter.SingleToUInt32Bits(second)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("xyzxyz")]
    public void Data_starts_at_a_multiple_of_eight_bytes(string text)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, s_line, new Dictionary<string, string> { ["note"] = text });
        var headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(stream.ToArray());
        Assert.Equal(0, headerLength % 8);
        using var header = JsonDocument.Parse(stream.ToArray().AsMemory(8, headerLength));
        Assert.Equal(text, header.RootElement.GetProperty("__metadata__").GetProperty("note").GetString());
        Line.Load(WeightSource.FromBytes(stream.ToArray()));
    }

    [Theory]
    [InlineData("fc.weight", 1, 1)]
    [InlineData("__metadata__", 1, 1)]
    [InlineData("other", 2, 1)]
    [InlineData("other", 0, 1)]
    [InlineData("other", -1, 1)]
    public void A_tensor_that_no_file_can_hold_is_refused_by_name(string name, int extent, int length)
    {
        var error = Assert.Throws<ArgumentException>(() => Layouts.File([.. s_line, new(name, [extent], new float[length])]));
        Assert.Contains($"\"{name}\"", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Each bit of each byte in turn.</summary>
    [Fact]
    public void Any_changed_byte_of_what_is_written_is_noticed()
    {
        var file = Layouts.File(s_line);
        for (var place = 0; place < file.Length; place++)
        {
            var right = file[place];
            for (var bit = 0; bit < 8; bit++)
            {
                file[place] = (byte)(right ^ (1 << bit));
                Assert.Throws<WeightException>(() => Line.Load(WeightSource.FromBytes(file)));
            }

            file[place] = right;
        }
    }

    [Fact]
    public void Damage_is_named_with_the_checksums_that_were_found_and_expected()
    {
        var file = Layouts.File(s_line);
        file[^1] ^= 1;
        Assert.Matches(
            "is damaged: the checksum of its data is [0-9a-f]{8}; its metadata has \"[0-9a-f]{8}\"",
            Assert.Throws<WeightException>(() => Line.Load(WeightSource.FromBytes(file))).Message);
    }

    /// <summary>The checksum of the nine digits is in every list of CRCs.</summary>
    [Fact]
    public void The_checksum_is_CRC_32C_however_the_bytes_are_cut()
    {
        for (var cut = 0; cut <= 9; cut++)
        {
            Assert.Equal(0xe3069283u, SafetensorsChecksums.Add(SafetensorsChecksums.Add(0, "123456789"u8[..cut]), "123456789"u8[cut..]));
        }
    }

    [Theory]
    [InlineData("mobilenetgen.crc32c.data")]
    [InlineData("mobilenetgen.crc32c.header")]
    [InlineData("mobilenetgen.sha256.data")]
    public void The_keys_of_checksums_and_hash_are_the_writers(string key)
    {
        using var stream = new MemoryStream();
        Assert.Contains(
            key,
            Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(stream, s_line, new Dictionary<string, string> { [key] = "00000000" })).Message,
            StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Negative_extents_are_refused_whatever_their_product() =>
        Assert.Throws<ArgumentException>(() => Layouts.File([new("a", [-1, -2], new float[2])]));

    [Theory]
    [InlineData(TensorElementType.Float16, 65519f, 65520f)]
    [InlineData(TensorElementType.BFloat16, 3.39e38f, float.MaxValue)]
    public void A_value_that_a_type_would_make_infinite_is_refused_before_anything_is_written(TensorElementType type, float largest, float tooLarge)
    {
        using var stream = new MemoryStream();
        var error = Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(stream, [new("a", [2], new[] { 1, -tooLarge })], type: type));
        Assert.Contains(
            $"\"a\" has the value {-tooLarge}, which is too large for {type.ToString().ToLowerInvariant()}",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
        SafetensorsWriter.Write(stream, [new("a", [4], new[] { largest, float.NaN, float.PositiveInfinity, float.NegativeInfinity })], type: type);
    }

    [Fact]
    public void A_type_of_elements_that_is_none_is_refused() =>
        Assert.Equal("type", Assert.Throws<ArgumentOutOfRangeException>(() => Layouts.File(s_line, (TensorElementType)7)).ParamName);
}
