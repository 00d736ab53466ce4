using MobileNetGen.Buffers;
using MobileNetGen.CompilerServices;
using MobileNetGen.Weights;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Weights;

/// <summary>Where each weight lies when it is packed, said once more without the packing's own arithmetic.</summary>
public sealed class PackingTests
{
    private const float Untouched = 12345;

    public static TheoryData<int, int, int, int> Convolutions => new()
    {
        { 1, 1, 1, 1 }, { 1, 1, 3, 31 }, { 1, 1, 7, 32 }, { 3, 3, 3, 33 }, { 2, 5, 4, 64 }, { 3, 1, 17, 95 }, { 1, 1, 1, 100 },
    };

    [Theory, MemberData(nameof(Convolutions))]
    public void A_convolution_lies_in_panels_of_32_outputs(int height, int width, int inputs, int outputs)
    {
        var layer = new ConvolutionWeights("c", 0, height, width, inputs, outputs) { Bias = true };
        var next = KernelStart(outputs);
        var expected = new Dictionary<int, float>();
        foreach (var panel in Enumerable.Range(0, outputs).Chunk(32))
        {
            for (var row = 0; row < height; row++)
            {
                for (var column = 0; column < width; column++)
                {
                    for (var input = 0; input < inputs; input++)
                    {
                        foreach (var output in panel)
                        {
                            expected[next++] = Place([output, input, row, column], [outputs, inputs, height, width]);
                        }
                    }
                }
            }
        }

        Check(layer, expected, outputs, bias: true);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 33)]
    [InlineData(1024, 10)]
    public void A_dense_layer_lies_like_a_pointwise_convolution(int inputs, int outputs)
    {
        var expected = new Dictionary<int, float>();
        var next = KernelStart(outputs);
        foreach (var panel in Enumerable.Range(0, outputs).Chunk(32))
        {
            for (var input = 0; input < inputs; input++)
            {
                foreach (var output in panel)
                {
                    expected[next++] = Place([output, input], [outputs, inputs]);
                }
            }
        }

        Check(new DenseWeights("d", 0, inputs, outputs), expected, outputs, bias: false);
    }

    [Theory]
    [InlineData(3, 3, 32, 1)]
    [InlineData(3, 5, 7, 1)]
    [InlineData(2, 1, 5, 3)]
    public void A_depthwise_kernel_lies_tap_by_tap_with_channels_innermost(int height, int width, int channels, int multiplier)
    {
        var expected = new Dictionary<int, float>();
        var next = KernelStart(channels * multiplier);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                for (var channel = 0; channel < channels; channel++)
                {
                    for (var copy = 0; copy < multiplier; copy++)
                    {
                        expected[next++] = Place([channel, copy, row, column], [channels, multiplier, height, width]);
                    }
                }
            }
        }

        Check(new DepthwiseWeights("w", 0, height, width, channels, multiplier) { Bias = true }, expected, channels * multiplier, bias: true);
    }

    [Theory]
    [InlineData(3, 2, 4, 5, 1)]
    [InlineData(1, 3, 6, 4, 2)]
    [InlineData(2, 2, 7, 7, 7)]
    public void A_transposed_kernel_lies_tap_by_tap_with_outputs_innermost(int height, int width, int inputs, int outputs, int groups)
    {
        var expected = new Dictionary<int, float>();
        var next = KernelStart(outputs);
        for (var row = 0; row < height; row++)
        {
            for (var column = 0; column < width; column++)
            {
                for (var input = 0; input < inputs / groups; input++)
                {
                    for (var output = 0; output < outputs; output++)
                    {
                        var (group, inside) = (output / (outputs / groups), output % (outputs / groups));
                        expected[next++] = Place([(group * (inputs / groups)) + input, inside, row, column], [inputs, outputs / groups, height, width]);
                    }
                }
            }
        }

        Check(new TransposedConvolutionWeights("t", 0, height, width, inputs, outputs, groups) { Bias = true }, expected, outputs, bias: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(17)]
    public void A_normalisation_that_stands_alone_lies_as_shifts_and_scales_each_on_cache_lines(int channels)
    {
        var layer = new ScaleShiftWeights("s", 0, new BatchNorm("s", channels, 3));
        using var tensors = new Statistics();
        var packed = Packed(layer, tensors);
        for (var channel = 0; channel < channels; channel++)
        {
            // Gamma 4 + channel, beta 5, mean 6, variance 1: the scale is half of gamma.
            var scale = (4 + channel) / 2f;
            Assert.Equal(5 - (6 * scale), packed[channel]);
            Assert.Equal(scale, packed[KernelStart(channels) + channel]);
        }

        Assert.All(packed[channels..KernelStart(channels)], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Layers_lie_at_their_offsets_in_memory_on_a_cache_line()
    {
        var layout = Layouts.Of(new DenseWeights("a", 128, 3, 2), new DenseWeights("b", 0, 3, 2));
        using var loaded = WeightSource.CreateRandom(1).Load(layout);
        var packed = loaded.Memory;
        var a = Layouts.Packed(Layouts.Of(new DenseWeights("a", 0, 3, 2)), WeightSource.CreateRandom(1));
        var b = Layouts.Packed(Layouts.Of(new DenseWeights("b", 0, 3, 2)), WeightSource.CreateRandom(1));
        Assert.Equal(a, packed.From<float>()[32..]);
        Assert.Equal(b, packed.From<float>()[..b.Length]);
        unsafe
        {
            Assert.Equal(0, (nint)packed.Pointer % AlignedBuffer.Alignment);
        }
    }

    private static void Check(KernelWeights layer, Dictionary<int, float> kernel, int outputs, bool bias)
    {
        using var tensors = new Places();
        var packed = Packed(layer, tensors);
        Assert.Equal(layer.PackedLength, KernelStart(outputs) + kernel.Count);
        for (var index = 0; index < layer.PackedLength; index++)
        {
            var otherwise = index < outputs && bias ? Place([index], [outputs]) : 0;
            Assert.Equal(kernel.GetValueOrDefault(index, otherwise), packed[index]);
        }
    }

    /// <summary>Packed into memory that shows where nothing was written: all of the layer's is, and nothing after it.</summary>
    private static float[] Packed(FloatWeights layer, ITensorReader tensors)
    {
        var memory = new float[layer.PackedLength + 40];
        Array.Fill(memory, Untouched);
        layer.Pack(tensors, memory);
        Assert.DoesNotContain(Untouched, memory[..layer.PackedLength]);
        Assert.All(memory[layer.PackedLength..], value => Assert.Equal(Untouched, value));
        return memory;
    }

    private static int KernelStart(int outputs) => (int)Math.Ceiling(outputs / 16.0) * 16;

    /// <summary>A number that tells an element from all others: its place in a tensor, from 1.</summary>
    private static float Place(int[] at, int[] shape) =>
        1 + at.Zip(shape).Aggregate(0, (place, axis) => (place * axis.Second) + axis.First);

    /// <summary>Tensors whose elements say where they stand.</summary>
    private sealed class Places : ITensorReader
    {
        public float[] Read(TensorSlot slot) => [.. Enumerable.Range(1, slot.Length).Select(place => (float)place)];

        public void Dispose()
        {
        }
    }

    private sealed class Statistics : ITensorReader
    {
        public float[] Read(TensorSlot slot) => [.. Enumerable.Range(0, slot.Length).Select(channel => slot.Role switch
        {
            TensorRole.Gamma => 4f + channel,
            TensorRole.Beta => 5f,
            TensorRole.Mean => 6f,
            _ => 1f,
        })];

        public void Dispose()
        {
        }
    }
}
