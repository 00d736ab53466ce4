using System.Buffers.Binary;
using System.Text.Json;
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
        Assert.Equal((0f, (float)(Half)(1 / 3f), 65504f), Line.Load(WeightSource.FromBytes(Layouts.File(tensors, half: true))));
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

    [Fact]
    public void Negative_extents_are_refused_whatever_their_product() =>
        Assert.Throws<ArgumentException>(() => Layouts.File([new("a", [-1, -2], new float[2])]));

    [Fact]
    public void A_value_that_float16_would_make_infinite_is_refused_before_anything_is_written()
    {
        using var stream = new MemoryStream();
        var error = Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(stream, [new("a", [2], new[] { 1, 65520f })], half: true));
        Assert.Contains("\"a\" has the value 65520", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }
}
