using System.Collections.Immutable;
using MobileNetGen.CompilerServices;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>Numbers of integer networks that no kernel can compute with are named errors when weights are loaded, whatever file they are in.</summary>
public sealed class IntegerSafetyTests
{
    private const string Accepted = "numbers from 1e-30 to 1e30 are accepted";

    public static TheoryData<float> NoScales => [0, -0.5f, 1e-31f, 1e31f];

    [Fact]
    public void Weights_of_integers_are_loaded()
    {
        Load(Tensors());
        Load([.. Tensors(), new NamedTensor("c.weight_zero_point", [2], new[] { 0, 0 }, TensorElementType.Int8)]);
    }

    [Theory, MemberData(nameof(NoScales))]
    public void A_scale_of_a_tensor_is_a_positive_number(float scale) => Assert.Contains(
        Accepted,
        Refused([.. Tensors().Select(tensor => tensor.Name == "c.output_scale" ? new NamedTensor(tensor.Name, [1], new[] { scale }) : tensor)]),
        StringComparison.Ordinal);

    [Theory, MemberData(nameof(NoScales))]
    public void A_scale_of_weights_is_a_positive_number(float scale)
    {
        var said = Refused([.. Tensors().Select(tensor => tensor.Name == "c.weight_scale" ? new NamedTensor(tensor.Name, [2], new[] { 1, scale }) : tensor)]);
        Assert.Contains("\"c\" has the scale", said, StringComparison.Ordinal);
        Assert.Contains("at place 1 of its weights", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c.output_scale", 1, float.NaN)]
    [InlineData("c.output_scale", 1, float.PositiveInfinity)]
    [InlineData("c.weight_scale", 2, float.NegativeInfinity)]
    public void A_scale_is_finite(string name, int length, float scale) => Assert.Contains(
        $"\"{name}\" holds {FormattableString.Invariant($"{scale}")}",
        Refused([.. Tensors().Select(tensor =>
            tensor.Name == name ? new NamedTensor(name, [length], Enumerable.Repeat(scale, length).ToArray()) : tensor)]),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void There_is_a_scale_for_each_output(int length) => Assert.Contains(
        $"c.weight_scale is [{length}]; [2] is expected",
        Refused([.. Tensors().Select(tensor =>
            tensor.Name == "c.weight_scale" ? new NamedTensor(tensor.Name, [length], Enumerable.Repeat(1f, length).ToArray()) : tensor)]),
        StringComparison.Ordinal);

    [Fact]
    public void A_zero_point_is_a_byte_as_its_tensor_is()
    {
        Assert.Contains(
            "I32; I8, U8 are accepted",
            Refused([.. Tensors().Select(tensor =>
                tensor.Name == "c.output_zero_point" ? new NamedTensor(tensor.Name, [1], new[] { 300 }, TensorElementType.Int32) : tensor)]),
            StringComparison.Ordinal);
        Assert.Contains(
            "\"c.weight_zero_point\" is U8; I8 is accepted",
            Refused([.. Tensors(), new NamedTensor("c.weight_zero_point", [2], new[] { 0, 0 }, TensorElementType.UInt8)]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_zero_point_of_weights_is_refused_where_kernels_have_none()
    {
        NamedTensor[] tensors = [.. Tensors(), new NamedTensor("c.weight_zero_point", [2], new[] { 0, 3 }, TensorElementType.Int8)];
        Assert.Contains("the zero point of its weights at place 1 is 3; 0 is accepted", Refused(tensors), StringComparison.Ordinal);
        Load(tensors, hasWeightZeros: true);
    }

    [Theory]
    [InlineData(1e-25f, 1e-25f, 1f)]
    [InlineData(1e20f, 1e20f, 1e-10f)]
    [InlineData(1e6f, 1e6f, 1f)]
    public void Scales_that_lie_too_far_apart_are_refused(float input, float weights, float output)
    {
        var said = Refused([.. Tensors().Select(tensor => tensor.Name switch
        {
            "input.output_scale" => new NamedTensor(tensor.Name, [1], new[] { input }),
            "c.weight_scale" => new NamedTensor(tensor.Name, [2], new[] { weights, weights }),
            "c.output_scale" => new NamedTensor(tensor.Name, [1], new[] { output }),
            _ => tensor,
        })]);
        Assert.Contains("numbers from 2^-60 to below 2^30 are accepted", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IntegerFunction.Sum)]
    [InlineData(IntegerFunction.Product)]
    [InlineData(IntegerFunction.Mean)]
    [InlineData(IntegerFunction.AveragePool)]
    [InlineData(IntegerFunction.Concat)]
    [InlineData(IntegerFunction.Rescale)]
    public void So_are_scales_of_functions(IntegerFunction function)
    {
        NamedTensor[] tensors =
        [
            new("input.output_scale", [1], new[] { 1e25f }), new("input.output_zero_point", [1], new[] { 0 }, TensorElementType.Int8),
            new("f.output_scale", [1], new[] { 1e-5f }), new("f.output_zero_point", [1], new[] { 0 }, TensorElementType.Int8),
        ];
        ImmutableArray<string> inputs = function is IntegerFunction.Sum or IntegerFunction.Product or IntegerFunction.Concat ? ["input", "input"] : ["input"];
        var layer = new IntegerFunctionWeights("f", 0, function, new IntegerOperands(inputs, "f")) { Count = 4 };
        Assert.Contains("numbers from 2^-60 to below 2^30 are accepted", Refused(tensors, layer), StringComparison.Ordinal);
    }

    private static IntegerConvolutionWeights Convolution(bool hasWeightZeros) =>
        new("c", 0, new IntegerOperands(["input"], "c"), 1, 1, 3, 2) { Bias = true, HasWeightZeros = hasWeightZeros };

    private static NamedTensor[] Tensors() =>
    [
        new("input.output_scale", [1], new[] { 0.5f }),
        new("input.output_zero_point", [1], new[] { -3 }, TensorElementType.Int8),
        new("c.weight", [2, 3, 1, 1], new[] { 1, -2, 3, -4, 5, -6 }, TensorElementType.Int8),
        new("c.weight_scale", [2], new[] { 0.25f, 2f }),
        new("c.bias", [2], new[] { 100, -100 }, TensorElementType.Int32),
        new("c.output_scale", [1], new[] { 0.125f }),
        new("c.output_zero_point", [1], new[] { 7 }, TensorElementType.Int8),
    ];

    private static string Refused(IReadOnlyList<NamedTensor> tensors, IntegerWeights? layer = null) =>
        Assert.Throws<WeightException>(() => Load(tensors, layer: layer)).Message;

    private static void Load(IReadOnlyList<NamedTensor> tensors, bool hasWeightZeros = false, IntegerWeights? layer = null)
    {
        layer ??= Convolution(hasWeightZeros);
        using var stream = new MemoryStream();
        SafetensorsWriter.Write(stream, tensors);
        var layout = new NetworkLayout
        {
            Name = "Integers",
            InputLengths = [1],
            OutputLengths = [1],
            ArenaBytes = 0,
            ScratchBytes = 0,
            BlockCount = 1,
            WeightsBytes = layer.PackedBytes,
            Fingerprint = 0,
            Weights = [layer],
        };
        using var loaded = WeightSource.FromBytes(stream.ToArray()).Load(layout);
    }
}
