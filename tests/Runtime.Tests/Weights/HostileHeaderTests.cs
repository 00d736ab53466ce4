using System.Buffers.Binary;
using System.Text;
using MobileNetGen.Execution;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Runtime.Tests;

public sealed class SafetensorsTests
{
    private const string Good = """{"fc.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""";

    private static readonly NetworkLayout s_layout = new()
    {
        Name = "Line",
        InputLengths = [2],
        OutputLengths = [1],
        ArenaLength = 0,
        ScratchLength = 0,
        WeightsLength = 32,
        Weights = [new DenseWeights("fc", 0, 2, 1) { Bias = true }],
    };

    [Fact]
    public void A_whole_file_is_packed_as_bias_then_panel()
    {
        using var packed = WeightPacking.Pack(s_layout, WeightSource.FromBytes(Bytes(Good, 2, 3, 5)));
        Assert.Equal((5f, 2f, 3f), (packed.Span[0], packed.Span[16], packed.Span[17]));
    }

    [Fact]
    public void A_file_cut_at_any_offset_is_refused()
    {
        var whole = Bytes(Good, 2, 3, 5);
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<WeightException>(() => WeightPacking.Pack(s_layout, WeightSource.FromBytes(whole.AsMemory(0, length))));
        }
    }

    [Theory]
    [InlineData("""{"fc.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"fc.weight":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", "twice")]
    [InlineData("""{"fc.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "starts at 4")]
    [InlineData("""{"fc.weight":{"dtype":"F32","shape":[1,3],"data_offsets":[0,8]},"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", "does not fit")]
    [InlineData("""{"fc.weight":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]},"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", "does not fit")]
    [InlineData("""{"fc.weight":{"dtype":"F32","shape":[-1,-2],"data_offsets":[0,8]},"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", "negative")]
    [InlineData("""{"fc.weight":{"dtype":"F99","shape":[1,2],"data_offsets":[0,8]},"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", "unknown dtype")]
    [InlineData("""{"__metadata__":{"a":1},"fc.weight":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", "no string")]
    [InlineData("""[1]""", "begin with {")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"fc.bias":{"dtype":"F16","shape":[2],"data_offsets":[8,12]}}""", "fc.weight [1, 2] is missing; fc.bias is [2]; [1] is expected")]
    [InlineData("""{"fc.weight":{"dtype":"I32","shape":[1,2],"data_offsets":[0,8]},"fc.bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", "fc.weight is I32")]
    public void A_header_that_breaks_a_rule_is_refused_with_what_was_found(string header, string message)
    {
        var error = Assert.Throws<WeightException>(() => WeightPacking.Pack(s_layout, WeightSource.FromBytes(Bytes(header, 2, 3, 5))));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_that_is_no_number_is_refused_by_name()
    {
        var error = Assert.Throws<WeightException>(() => WeightPacking.Pack(s_layout, WeightSource.FromBytes(Bytes(Good, 2, float.NaN, 5))));
        Assert.Contains("fc.weight", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_writer_writes_the_reader_reads_at_any_alignment()
    {
        using var file = new MemoryStream();
        SafetensorsWriter.Write(file, [new NamedTensor("fc/kernel", [2, 1], new float[] { 2, 3 }), new NamedTensor("fc/bias", [1], new float[] { 5 })], half: true);
        var shifted = new byte[file.Length + 1];
        file.ToArray().CopyTo(shifted, 1);
        using var packed = WeightPacking.Pack(s_layout, WeightSource.FromBytes(shifted.AsMemory(1)));
        Assert.Equal((5f, 2f, 3f), (packed.Span[0], packed.Span[16], packed.Span[17]));
    }

    private static byte[] Bytes(string header, params float[] data)
    {
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(header) + (4 * data.Length)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)Encoding.UTF8.GetByteCount(header));
        var start = 8 + Encoding.UTF8.GetBytes(header, bytes.AsSpan(8));
        for (var index = 0; index < data.Length; index++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(start + (4 * index)), data[index]);
        }

        return bytes;
    }
}
