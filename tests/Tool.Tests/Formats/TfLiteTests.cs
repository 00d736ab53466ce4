using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Import;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>What a TensorFlow Lite file says is read, or refused by its name.</summary>
public sealed class TfLiteTests
{
    private static readonly (int, object?)[] s_window = [(1, 1), (2, 1)];

    [Theory]
    [InlineData("option 8 of Conv2DOptions is set, which is not known", 7)]
    [InlineData("its fused activation is SIGN_BIT", 3, (sbyte)5)]
    [InlineData("its fused activation is number 77", 3, (sbyte)77)]
    [InlineData("its padding is number 9", 0, (sbyte)9)]
    public void AnOptionThatIsNotReadIsRefused(string expected, int field, object? value = null) =>
        Assert.Contains(expected, Refusal(Convolution([.. s_window, (field, value ?? 1)])), StringComparison.Ordinal);

    [Fact]
    public void AnOperatorThatIsNotReadIsNamed() =>
        Assert.Contains("ARG_MAX (y) is not supported", Refusal(Unary("ARG_MAX")), StringComparison.Ordinal);

    [Fact]
    public void TheTensorBeforeWhatIsNotReadIsOfferedAsAnEnd() => Assert.Contains("can be had with --outputs features,", Refusal(TfLiteFile.Of(file =>
    {
        var (x, y, z) = (file.Tensor("x", [1, 2]), file.Tensor("features", [1, 2]), file.Tensor("z", [1, 2]));
        file.Operator("RELU", [x], [y]);
        file.Operator("ARG_MAX", [y], [z]);
        return ([x], [z]);
    })), StringComparison.Ordinal);

    [Fact]
    public void ANewerVersionIsRefused() => Assert.Contains("its version is 9; 1 to 3 are accepted", Refusal(TfLiteFile.Of(file =>
    {
        var (x, y) = (file.Tensor("x", [1, 2]), file.Tensor("y", [1, 2]));
        file.Operator("RELU", 9, [x], [y], null);
        return ([x], [y]);
    })), StringComparison.Ordinal);

    [Fact]
    public void OptionsOfAnotherKindAreRefused() => Assert.Contains("its options are Pool2DOptions; MulOptions are accepted", Refusal(TfLiteFile.Of(file =>
    {
        var (x, y) = (file.Tensor("x", [1, 2]), file.Tensor("y", [1, 2]));
        file.Operator("MUL", [x, x], [y], "Pool2DOptions", (0, (sbyte)1));
        return ([x], [y]);
    })), StringComparison.Ordinal);

    [Theory]
    [InlineData("its intermediates is set", 8)]
    [InlineData("its custom_options is 4 bytes", 5)]
    [InlineData("its field 14 is set", 13)]
    public void AFieldOfTheOperatorThatIsNotReadIsRefused(string expected, int field) => Assert.Contains(expected, Refusal(TfLiteFile.Of(file =>
    {
        var (x, y) = (file.Tensor("x", [1, 2]), file.Tensor("y", [1, 2]));
        var value = field == 5 ? file.Vector(new byte[4]) : file.Vector<int>([1]);
        file.Raw("RELU", null, 1, (1, file.Vector<int>([x])), (2, file.Vector<int>([y])), (field, value));
        return ([x], [y]);
    })), StringComparison.Ordinal);

    [Fact]
    public void AnInputTooManyIsRefused() => Assert.Contains("its input 2 is not read here", Refusal(TfLiteFile.Of(file =>
    {
        var (x, y) = (file.Tensor("x", [1, 2]), file.Tensor("y", [1, 2]));
        file.Operator("RELU", [x, x], [y]);
        return ([x], [y]);
    })), StringComparison.Ordinal);

    [Fact]
    public void AnOutputTooManyIsRefused() => Assert.Contains("it has 2 outputs where 1 are made", Refusal(TfLiteFile.Of(file =>
    {
        var (x, y, z) = (file.Tensor("x", [1, 2]), file.Tensor("y", [1, 2]), file.Tensor("z", [1, 2]));
        file.Operator("RELU", [x], [y, z]);
        return ([x], [y, z]);
    })), StringComparison.Ordinal);

    [Fact]
    public void AnotherShapeThanTheFileSaysIsRefused() => Assert.Contains("its output is [1, 2], and the file says [1, 3]", Refusal(TfLiteFile.Of(file =>
    {
        var (x, y) = (file.Tensor("x", [1, 2]), file.Tensor("y", [1, 3]));
        file.Operator("RELU", [x], [y]);
        return ([x], [y]);
    })), StringComparison.Ordinal);

    [Fact]
    public void WhatNoOutputDependsOnIsNotRead() => Assert.Equal([0, 3], Assert.Single(Imported.Answers(TfLiteImporter.Import(Detector()), -2, 3)));

    [Fact]
    public void APartOfTheGraphIsAskedForByItsTensors()
    {
        var wanted = new ImportOptions(Cut: new ModelCut(["scores"], ["doubled"]));
        Assert.Equal([-4, 6], Assert.Single(Imported.Answers(TfLiteImporter.Import(Detector(), wanted), -2, 3)));
        var unknown = new ImportOptions(Cut: new ModelCut([], ["logits"]));
        Assert.Contains("--outputs names logits", Imported.Refusal(() => TfLiteImporter.Import(Detector(), unknown)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Int32", "Float32", null)]
    [InlineData("UInt8", "Float32", null)]
    [InlineData("Int8", "Int32", null)]
    [InlineData("Float32", "Int32", "from FLOAT32 to INT32 it changes numbers")]
    [InlineData("Int32", "UInt8", "from INT32 to UINT8 it changes numbers")]
    [InlineData("Float32", "Float16", "from FLOAT32 to FLOAT16 it changes numbers")]
    [InlineData("Bool", "Float32", "the input \"x\" [1, 2] is BOOL")]
    public void ACastIsReadWhereNoNumberChanges(string from, string to, string? refusal)
    {
        var file = TfLiteFile.Of(file =>
        {
            var (x, y) = (file.Tensor("x", [1, 2], Enum.Parse<TfLiteType>(from)), file.Tensor("y", [1, 2], Enum.Parse<TfLiteType>(to)));
            var z = file.Tensor("z", [1, 2]);
            file.Operator("CAST", [x], [y]);
            file.Operator(to == nameof(TfLiteType.Float32) ? "RELU" : "CAST", [y], [z]);
            return ([x], [z]);
        });
        if (refusal is null)
        {
            Assert.Equal([3, 5], to == nameof(TfLiteType.Float32) ? Assert.Single(Imported.Answers(TfLiteImporter.Import(file), 3, 5)) : [3, 5]);
        }
        else
        {
            Assert.Contains(refusal, Refusal(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void IntegersThatTheNetworkAddsAreRefused() => Assert.Contains("arithmetic on tensors of INT32 is not supported", Refusal(TfLiteFile.Of(file =>
    {
        var (x, y) = (file.Tensor("x", [1, 2], TfLiteType.Int32), file.Tensor("y", [1, 2], TfLiteType.Int32));
        var z = file.Tensor("z", [1, 2]);
        file.Operator("ADD", [x, x], [y]);
        file.Operator("CAST", [y], [z]);
        return ([x], [z]);
    })), StringComparison.Ordinal);

    /// <summary>10 / 4 is 2: integers are divided towards 0.</summary>
    [Fact]
    public void ArithmeticOnShapesFollowsIntegers()
    {
        var file = TfLiteFile.Of(file =>
        {
            var (x, y, z) = (file.Tensor("x", [1, 4]), file.Tensor("y", [1, 2, 2]), file.Tensor("z", [1, 2, 2]));
            var (half, shape) = (file.Tensor("half", [1], TfLiteType.Int32), file.Tensor("shape", [3], TfLiteType.Int32));
            file.Operator("DIV", [file.Integers("ten", 10), file.Integers("four", 4)], [half]);
            file.Operator("CONCATENATION", [file.Integers("one", 1), half, half], [shape], "ConcatenationOptions", (0, 0));
            file.Operator("RESHAPE", [x, shape], [y]);
            file.Operator("RELU", [y], [z]);
            return ([x], [z]);
        });
        Assert.Equal([0, 2, 0, 4], Assert.Single(Imported.Answers(TfLiteImporter.Import(file), -1, 2, -3, 4)));
    }

    [Fact]
    public void ATensorKeptBetweenRunsIsRefused() => Assert.Contains("\"x\" is kept from one run to the next", Refusal(TfLiteFile.Of(file =>
    {
        var (x, y) = (file.RawTensor("x", (0, file.Vector<int>([1, 2])), (5, (sbyte)1)), file.Tensor("y", [1, 2]));
        file.Operator("RELU", [x], [y]);
        return ([x], [y]);
    })), StringComparison.Ordinal);

    private static string Refusal(byte[] file) => Imported.Refusal(() => TfLiteImporter.Import(file));

    private static byte[] Unary(string kind) => TfLiteFile.Of(file =>
    {
        var (x, y) = (file.Tensor("x", [1, 2]), file.Tensor("y", [1, 2]));
        file.Operator(kind, [x], [y]);
        return ([x], [y]);
    });

    private static byte[] Convolution(params (int Field, object? Value)[] options) => TfLiteFile.Of(file =>
    {
        var (x, y) = (file.Tensor("x", [1, 2, 2, 1]), file.Tensor("y", [1, 2, 2, 1]));
        file.Operator("CONV_2D", [x, file.Constant("filter", [1, 1, 1, 1], 2)], [y], "Conv2DOptions", options);
        return ([x], [y]);
    });

    /// <summary>x → RELU → scores → double; beside it what no network computes, with an output of its own that nobody asks for.</summary>
    private static byte[] Detector() => TfLiteFile.Of(file =>
    {
        var (x, scores) = (file.Tensor("x", [1, 2]), file.Tensor("scores", [1, 2]));
        var (doubled, boxes) = (file.Tensor("doubled", [1, 2]), file.Tensor("boxes", [1, 2]));
        file.Operator("RELU", [x], [scores]);
        file.Operator("MUL", [scores, file.Constant("two", [], 2)], [doubled]);
        file.Operator("NON_MAX_SUPPRESSION_V4", [scores], [boxes]);
        return ([x], [scores]);
    });
}
