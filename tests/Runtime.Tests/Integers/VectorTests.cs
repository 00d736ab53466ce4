using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MobileNetGen.CompilerServices;
using MobileNetGen.Quantized;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Integers;

/// <summary>What vectors of integers compute, a loop over single elements computes too, at every length and for every value.</summary>
public sealed class VectorTests
{
    private static readonly float[] s_floats =
    [
        0, -0f, 0.5f, -0.5f, 1.5f, 2.5f, 127.5f, -128.5f, 1e-30f, 1e30f, -1e30f, float.MaxValue, float.MinValue, float.Epsilon,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, 3.4999998f, -3.5000002f,
    ];

    public static TheoryData<IntegerArithmetic> Arithmetics => [.. Enum.GetValues<IntegerArithmetic>()];

    [Theory, MemberData(nameof(Arithmetics))]
    public void Floats_become_the_same_integers_in_vectors_as_one_by_one(IntegerArithmetic arithmetic)
    {
        float[] scales = [1, 0.25f, 0.0078431f, 1e-30f, 1e30f];
        foreach (var scale in scales)
        {
            var quantization = new FloatQuantization(new Quantization(scale, 3, IsSigned: false), arithmetic);
            float[] inputs = [.. Enumerable.Range(0, 71).Select(index => s_floats[index % s_floats.Length] * (index < 40 ? 1 : scale))];
            var outputs = new byte[inputs.Length];
            quantization.Quantize(ref inputs[0], ref outputs[0], inputs.Length);
            Assert.Equal(inputs.Select(quantization.Quantize), outputs);
            var floats = new float[outputs.Length];
            quantization.Dequantize(ref outputs[0], ref floats[0], outputs.Length);
            Assert.Equal(outputs.Select(quantization.Dequantize), floats);
        }
    }

    [Theory, MemberData(nameof(Arithmetics))]
    public void Sums_and_products_of_all_pairs_are_the_same_in_vectors_as_one_by_one(IntegerArithmetic arithmetic)
    {
        byte[] left = [.. Enumerable.Range(0, 256).SelectMany(_ => Enumerable.Range(0, 256)).Select(value => (byte)value)];
        byte[] right = [.. Enumerable.Range(0, 256).SelectMany(value => Enumerable.Repeat((byte)value, 256))];
        (float Left, float Right, float Output)[] scales = [(0.05f, 0.031f, 0.07f), (1, 1, 1), (3, 0.004f, 0.02f), (1e-3f, 1e20f, 1e-8f)];
        foreach (var scale in scales)
        {
            var (first, second) = (new Quantization(scale.Left, -7, IsSigned: true), new Quantization(scale.Right, 100, IsSigned: false));
            var result = new Quantization(scale.Output, 5, IsSigned: false);
            var operands = new IntegerOperands(["left", "right"], "result") { Arithmetic = arithmetic };
            Check(new RescaledSum(first, second, result, subtracts: false, operands));
            Check(new RescaledSum(first, second, result, subtracts: true, operands));
            Check(new RescaledProduct(first, second, result, operands));
        }

        void Check<TPair>(TPair pair)
            where TPair : struct, IElementPair
        {
            var outputs = new byte[left.Length - 3];
            ElementPairs.Apply(ref pair, ref left[0], 1, ref right[0], 1, ref outputs[0], outputs.Length);
            for (var index = 0; index < outputs.Length; index++)
            {
                Assert.True(pair.Of(left[index], right[index]) == outputs[index], $"{typeof(TPair).Name} of {left[index]} and {right[index]}");
            }
        }
    }

    [Fact]
    public void Rows_are_interleaved_at_every_length_and_nothing_after_them_is_touched()
    {
        byte[][] rows = [.. Enumerable.Range(0, 4).Select(row => Enumerable.Range(0, 200).Select(index => (byte)((50 * row) + index)).ToArray())];
        for (var count = 1; count <= 200; count++)
        {
            var lanes = new byte[(4 * count) + 1];
            lanes[^1] = 77;
            TapLanes.Interleave(ref rows[0][0], ref rows[1][0], ref rows[2][0], ref rows[3][0], ref lanes[0], count);
            Assert.Equal(Enumerable.Range(0, 4 * count).Select(place => rows[place % 4][place / 4]).Append((byte)77), lanes);
        }
    }

    [Fact]
    public void Every_place_of_a_table_is_found_at_every_length()
    {
        byte[] table = [.. Enumerable.Range(0, 256).Select(place => (byte)((place * 89) + 3))];
        byte[] inputs = [.. Enumerable.Range(0, 400).Select(index => (byte)(index * 7))];
        for (var count = 1; count <= inputs.Length; count++)
        {
            var outputs = new byte[count + 1];
            outputs[^1] = 77;
            ByteTable.Apply(ref table[0], ref inputs[0], ref outputs[0], count);
            Assert.Equal(inputs.Take(count).Select(place => table[place]).Append((byte)77), outputs);
        }
    }

    [Fact]
    public void Dot_products_are_exact_at_the_ends_of_both_types()
    {
        byte[] left = [.. Enumerable.Range(0, 64).Select(index => (byte)(index % 3 == 0 ? 255 : index % 3 == 1 ? 0 : 128))];
        sbyte[] right = [.. Enumerable.Range(0, 64).Select(index => (sbyte)(index % 2 == 0 ? -128 : 127))];
        int[] expected = [.. Enumerable.Range(0, 16).Select(lane => 9 + Enumerable.Range(4 * lane, 4).Sum(index => left[index] * right[index]))];
        var sums = DotProducts.Add(Vector512.Create(9), Vector512.Create<byte>(left), Vector512.Create<sbyte>(right));
        Assert.Equal(expected, Enumerable.Range(0, 16).Select(lane => sums.GetElement(lane)));
        var halves = DotProducts.Add(Vector256.Create(9), Vector256.Create<byte>(left), Vector256.Create<sbyte>(right));
        Assert.Equal(expected[..8], Enumerable.Range(0, 8).Select(lane => halves.GetElement(lane)));
        var quarters = DotProducts.Add(Vector128.Create(9), Vector128.Create<byte>(left), Vector128.Create<sbyte>(right));
        Assert.Equal(expected[..4], Enumerable.Range(0, 4).Select(lane => quarters.GetElement(lane)));
        var factors = Unsafe.ReadUnaligned<int>(ref Unsafe.As<sbyte, byte>(ref right[0]));
        Assert.Equal(expected[0], DotProducts.Add(9, Unsafe.ReadUnaligned<int>(ref left[0]), factors));
    }

    [Fact]
    public void The_instruction_is_named_for_every_tier_that_runs_here_and_for_no_other()
    {
        foreach (var tier in Enum.GetValues<SimdTier>())
        {
            if (tier <= SimdSupport.WidestTier)
            {
                Assert.Equal(tier == SimdTier.Scalar, SimdSupport.DotProductOf(tier) == "none");
            }
            else
            {
                Assert.Throws<PlatformNotSupportedException>(() => SimdSupport.DotProductOf(tier));
            }
        }
    }
}
