using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>Kernels of floats that a file has as integers with a scale for each output become the floats that these stand for.</summary>
public sealed class StoredByteTests
{
    [Fact]
    public void Integers_and_their_scale_are_floats() => Assert.Equal(
        Line.Load(WeightSource.FromBytes(File(new NamedTensor("fc.weight", [1, 2], new[] { 3 * 0.1f, -128 * 0.1f })))),
        Line.Load(WeightSource.FromBytes(File(Integers(3, -128), Scale(0.1f)))));

    [Fact]
    public void Keras_names_and_order_are_read_too() => Assert.Equal(
        Line.Load(WeightSource.FromBytes(File(new NamedTensor("fc.weight", [1, 2], new[] { 0.5f, 3.5f })))),
        Line.Load(WeightSource.FromBytes(Written(
            new NamedTensor("fc/kernel", [2, 1], new[] { 1, 7 }, TensorElementType.Int8),
            new NamedTensor("fc/kernel_scale", [1], new[] { 0.5f }),
            new NamedTensor("fc/bias", [1], new[] { 1f })))));

    [Fact]
    public void Integers_without_a_scale_are_refused_by_name() => Assert.Contains(
        "fc.weight_scale [1] is missing, the scales of integers that stand for floats", Line.Refused(File(Integers(1, 2))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_scale_of_floats_is_not_expected() => Assert.Contains(
        "fc.weight_scale [1] is not expected",
        Line.Refused(File(new NamedTensor("fc.weight", [1, 2], new[] { 1f, 2f }), Scale(1))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1e-40f)]
    public void A_scale_that_is_no_positive_number_is_refused(float scale) => Assert.Contains(
        "at place 0; numbers from 1e-30 to 1e30 are accepted", Line.Refused(File(Integers(1, 2), Scale(scale))).Message, StringComparison.Ordinal);

    [Fact]
    public void There_is_a_scale_for_each_output() => Assert.Contains(
        "fc.weight_scale is [2]; [1] is expected",
        Line.Refused(File(Integers(1, 2), new NamedTensor("fc.weight_scale", [2], new[] { 1f, 1f }))).Message,
        StringComparison.Ordinal);

    private static NamedTensor Integers(int first, int second) => new("fc.weight", [1, 2], new[] { first, second }, TensorElementType.Int8);

    private static NamedTensor Scale(float scale) => new("fc.weight_scale", [1], new[] { scale });

    private static byte[] File(params NamedTensor[] weights) => Written([.. weights, new NamedTensor("fc.bias", [1], new[] { 1f })]);

    private static byte[] Written(params NamedTensor[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors);
        return stream.ToArray();
    }
}
