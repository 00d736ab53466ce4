using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Import;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Dequantised, the tensors of a TensorFlow Lite model are real numbers that end where their integers end.</summary>
public sealed class TfLiteQuantisedTests
{
    private const double Tolerance = 1e-5;
    private const float Step = 1f / 64;

    /// <summary>Integers from −128 to 127 around a zero point of 64 end at −3 and at 63/64.</summary>
    [Theory]
    [InlineData("RELU", null, 0, 0.984375f)]
    [InlineData("QUANTIZE", "QuantizeOptions", -3, 0.984375f)]
    [InlineData("TANH", null, -0.9999092f, 0.9640276f)]
    public void AnOperatorEndsWhereItsIntegersEnd(string kind, string? options, float low, float high)
    {
        var file = TfLiteFile.Of(file =>
        {
            var (x, y) = (file.Tensor("x", [1, 2]), Integers(file, "y", [1, 2], Step, 64));
            file.Operator(kind, [x], [y], options);
            return ([x], [y]);
        });
        Near([low, high], Imported.Answers(Dequantised(file), kind == "TANH" ? [-5, 2] : [-5, 4])[0]);
    }

    [Fact]
    public void TensorsThatAreJoinedEndWhereTheWholesIntegersEnd()
    {
        var file = TfLiteFile.Of(file =>
        {
            var (x, y) = (file.Tensor("x", [1, 2]), Integers(file, "y", [1, 4], Step, 0, TfLiteType.UInt8));
            file.Operator("CONCATENATION", [x, x], [y], "ConcatenationOptions", (0, 1));
            return ([x], [y]);
        });
        Near([0, 3.984375f, 0, 3.984375f], Imported.Answers(Dequantised(file), -1, 9)[0]);
    }

    /// <summary>A fused RELU6 on integers that end at 4.</summary>
    [Fact]
    public void AFusedActivationEndsWhereTheIntegersEnd()
    {
        var file = TfLiteFile.Of(file =>
        {
            var (x, y) = (file.Tensor("x", [1, 3]), Integers(file, "y", [1, 3], Step, 0, TfLiteType.UInt8));
            file.Operator("MUL", [x, file.Constant("two", [], 2)], [y], "MulOptions", (0, (sbyte)3));
            return ([x], [y]);
        });
        Near([0, 2, 3.984375f], Imported.Answers(Dequantised(file), -1, 1, 9)[0]);
    }

    /// <summary>Integers that come from the input never leave their range, whatever the network's input is.</summary>
    [Fact]
    public void IntegersThatOnlyMoveNeedNoEnds()
    {
        var file = TfLiteFile.Of(file =>
        {
            var (x, y) = (Integers(file, "x", [1, 2, 2, 1], Step, 0), Integers(file, "y", [1, 1, 1, 1], Step, 0));
            var z = Integers(file, "z", [1, 1, 1, 1], Step, 128, TfLiteType.UInt8);
            file.Operator("MAX_POOL_2D", [x], [y], "Pool2DOptions", (0, (sbyte)1), (1, 1), (2, 1), (3, 2), (4, 2));
            file.Operator("QUANTIZE", [y], [z]);
            return ([x], [z]);
        });
        Assert.DoesNotContain("clip", Imported.Result(Dequantised(file)).Network.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Step * 2, 0)]
    [InlineData(Step, 3)]
    public void ElementsThatArePassedOnMustStandForTheSame(float scale, int zero)
    {
        var file = TfLiteFile.Of(file =>
        {
            var (x, y) = (Integers(file, "x", [1, 2], Step, 0), Integers(file, "y", [2, 1], scale, zero));
            var z = Integers(file, "z", [2, 1], scale, zero);
            file.Operator("TRANSPOSE", [x, file.Integers("perm", 1, 0)], [y]);
            file.Operator("RELU", [y], [z]);
            return ([x], [z]);
        });
        Assert.Contains("since the elements are passed on as they are", Imported.Refusal(() => Dequantised(file)), StringComparison.Ordinal);
    }

    /// <summary>The bias is added to sums of integers: it has their scale, 1/2 · 1/4 and 1/2 · 1/8, whatever is written beside it.</summary>
    [Fact]
    public void AnIntegerBiasHasTheScaleOfTheSums()
    {
        var file = TfLiteFile.Of(file =>
        {
            var (x, y) = (Integers(file, "x", [1, 1], 0.5f, 0), file.Tensor("y", [1, 2], TfLiteType.Int8, [1f]));
            var filter = file.Bytes("filter", [2, 1], TfLiteType.Int8, [4, 8], [0.25f, 0.125f]);
            var bias = file.Bytes("bias", [2], TfLiteType.Int32, [.. new[] { 8, 80 }.SelectMany(BitConverter.GetBytes)], [77f]);
            file.Operator("FULLY_CONNECTED", 4, [x, filter, bias], [y], "FullyConnectedOptions");
            return ([x], [y]);
        });
        Near([3 + 1, 3 + 5], Imported.Answers(Dequantised(file), 3)[0]);
    }

    [Theory]
    [InlineData("Int4", new byte[] { 0x8F, 0x07 }, new float[] { -1, -8, 7 })]
    [InlineData("Int8", new byte[] { 0xFF, 0x80, 0x07 }, new float[] { -1, -128, 7 })]
    [InlineData("Int16", new byte[] { 0xFF, 0xFF, 0x00, 0x80, 0x07, 0x00 }, new float[] { -1, -32768, 7 })]
    public void ConstantsOfAnyWidthAreTheNumbersThatTheyStandFor(string type, byte[] bytes, float[] expected)
    {
        var file = TfLiteFile.Of(file =>
        {
            var (x, y) = (file.Tensor("x", [1, 3]), file.Tensor("y", [1, 3]));
            file.Operator("MUL", [x, file.Bytes("factor", [3], Enum.Parse<TfLiteType>(type), bytes, [0.5f])], [y]);
            return ([x], [y]);
        });
        Near([.. expected.Select(value => value / 2)], Imported.Answers(Dequantised(file), 1, 1, 1)[0]);
    }

    private static int Integers(TfLiteFile file, string name, int[] shape, float scale, int zero, TfLiteType type = TfLiteType.Int8) =>
        file.Tensor(name, shape, type, [scale], zero);

    private static ImportedModel Dequantised(byte[] file) => TfLiteImporter.Import(file, new ImportOptions(Dequantizes: true));

    private static void Near(float[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));
}
