using Google.FlatBuffers;
using MobileNetGen.Tool.Formats.TfLite;
using MobileNetGen.Tool.Import;
using Xunit;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>Which graph of a TensorFlow Lite file is the network, how large its input is, where its weights lie, and what bytes of images mean.</summary>
public sealed class TfLiteFileTests
{
    [Theory]
    [InlineData("embed serving_default", null, new float[] { -2 })]
    [InlineData("serving_default embed", null, new float[] { 2 })]
    [InlineData("embed classify", "classify", new float[] { -2 })]
    [InlineData("embed classify", "embed", new float[] { 2 })]
    public void ASignatureDecidesWhichGraphIsTheNetwork(string signatures, string? wanted, float[] expected)
    {
        var model = TfLiteImporter.Import(TwoGraphs(signatures), new ImportOptions(Signature: wanted));
        Assert.Equal(expected, Imported.Answers(model, 1)[0]);
        Assert.Contains($"of the signatures {signatures.Replace(" ", ", ", StringComparison.Ordinal)}", Assert.Single(model.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "the model has the signatures embed, classify; say which one is the network, as in --signature embed")]
    [InlineData("encode", "the model has no signature \"encode\"; embed, classify are accepted")]
    public void SignaturesThatLeaveAChoiceAreListed(string? wanted, string expected) =>
        Assert.Contains(expected, Refusal(TwoGraphs("embed classify"), new ImportOptions(Signature: wanted)), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, "the input \"x\" [1, ?, ?, 2] is not a batch of one map or vector of known extents")]
    [InlineData("1x4x4x3", "--shape is 1x4x4x3, which does not fit the input \"x\" [1, ?, ?, 2]")]
    [InlineData("4x4x2", "--shape is 4x4x2, which does not fit")]
    [InlineData("2x4x4x2", "--shape is 2x4x4x2, which does not fit")]
    public void OpenExtentsAreAskedForAndNeverTakenForOne(string? shape, string expected) =>
        Assert.Contains(expected, Refusal(Open(), Shape(shape)), StringComparison.Ordinal);

    [Fact]
    public void ExtentsThatTheUserSaysCount()
    {
        float[] input = [1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12];
        Assert.Equal([1, 0, 3, 0, 5, 0, 7, 0, 9, 0, 11, 0], Imported.Answers(TfLiteImporter.Import(Open(), Shape("1x2x3x2")), input)[0]);
    }

    [Fact]
    public void AShapeForAModelThatLeavesNothingOpenIsRefused() =>
        Assert.Contains("of \"image\" [1, 8, 8, 3], none are", Refusal(TinyTfLite.Bytes(), Shape("1x8x8x3")), StringComparison.Ordinal);

    /// <summary>What PyTorch's converter writes: the input comes with the channels first, and goes out so.</summary>
    [Fact]
    public void AnInputWithTheChannelsFirstIsTheSameMap()
    {
        var model = TfLiteImporter.Import(TfLiteFile.Of(file =>
        {
            var (x, map) = (file.Tensor("x", [1, 3, 1, 2]), file.Tensor("map", [1, 1, 2, 3]));
            var y = file.Tensor("y", [1, 1, 2, 1]);
            file.Operator("TRANSPOSE", [x, file.Integers("perm", 0, 2, 3, 1)], [map]);
            file.Operator("CONV_2D", [map, file.Constant("filter", [1, 1, 1, 3], 1, 10, 100)], [y], "Conv2DOptions", (1, 1), (2, 1));
            return ([x], [y]);
        }));
        Assert.Equal([321, 654], Imported.Answers(model, 1, 2, 3, 4, 5, 6)[0]);
        Assert.Contains("the model's input \"x\" is NCHW [1, 3, 1, 2]", Assert.Single(model.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1 << 20, "a buffer has 8 bytes from the byte")]
    public void WeightsMayLieAfterTheTables(int beyond, string? refusal)
    {
        var tables = After(0);
        var file = After(tables.Length + beyond).Concat(new[] { 2f, 3f }.SelectMany(BitConverter.GetBytes)).ToArray();
        if (refusal is null)
        {
            Assert.Equal([20, 30], Imported.Answers(TfLiteImporter.Import(file), 10, 10)[0]);
        }
        else
        {
            Assert.Contains(refusal, Refusal(file), StringComparison.Ordinal);
        }
    }

    /// <summary>Rows 0 1 | 0 0 | 2 3 as compressed sparse rows, and the same in blocks of one row and two columns.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void SparseWeightsAreWhatTheyStandFor(bool blocks)
    {
        var model = TfLiteImporter.Import(TfLiteFile.Of(file =>
        {
            var (x, y, dense) = (file.Tensor("x", [1, 2]), file.Tensor("y", [1, 3]), file.Tensor("dense", [3, 2]));
            float[] held = blocks ? [0, 1, 2, 3] : [1, 2, 3];
            var buffer = file.Buffer([.. held.SelectMany(BitConverter.GetBytes)]);
            var sparse = file.RawTensor("sparse", (0, file.Vector<int>([3, 2])), (2, buffer), (6, blocks ? Blocks(file) : Rows(file)));
            file.Operator("DENSIFY", [sparse], [dense]);
            file.Operator("FULLY_CONNECTED", [x, dense], [y], "FullyConnectedOptions");
            return ([x], [y]);
        }));
        Assert.Equal([100, 0, 320], Imported.Answers(model, 10, 100)[0]);
    }

    [Theory]
    [InlineData(1f / 128, 128, 127.5f, 127.5f, -1, 0.992188, false)]
    [InlineData(1f / 255, 0, 127.5f, 127.5f, 0, 1, true)]
    [InlineData(1f / 255, 0, 0f, 0f, 0, 1, true)]
    public void WhatIntegersOfAnImageStandForComesBeforeMetadata(float scale, int zero, float mean, float deviation, double low, double high, bool isSaid)
    {
        var file = new TfLiteFile();
        var (x, y) = (file.Tensor("x", [1, 2, 2, 3], TfLiteType.UInt8, [scale], zero), file.Tensor("y", [1, 2, 2, 3]));
        file.Operator("DEQUANTIZE", [x], [y]);
        file.Graph([x], [y]);
        var model = TfLiteImporter.Import(file.Finish(TfLiteFile.Metadata([mean], [deviation])));
        Assert.Equal((low, high), (model.Preprocess!.Low, model.Preprocess.High));
        Assert.Equal(isSaid, model.Notes.Any(note => note.Contains("the metadata say", StringComparison.Ordinal)));
    }

    [Fact]
    public void MetadataThatMakeNoSenseAreSaidAndNotFollowed()
    {
        var model = TfLiteImporter.Import(TinyTfLite.WithMetadata(127.5f, 0, "cat\n"));
        Assert.Null(model.Preprocess);
        Assert.Contains("the metadata's normalisation (v − 127.5) / (0) is not followed", Assert.Single(model.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherVersionOfTheSchemaIsRefused()
    {
        var file = new TfLiteFile();
        var x = file.Tensor("x", [1, 2]);
        file.Graph([x], [x]);
        Assert.Contains("the schema's version 2", Refusal(file.Finish(version: 2)), StringComparison.Ordinal);
    }

    private static string Refusal(byte[] file, ImportOptions? options = null) => Imported.Refusal(() => TfLiteImporter.Import(file, options));

    private static ImportOptions Shape(string? shape) => new(Shape: shape?.Split('x').Select(int.Parse).ToList());

    /// <summary>Twice the input, and minus twice the input.</summary>
    private static byte[] TwoGraphs(string signatures)
    {
        var file = new TfLiteFile();
        foreach (var (signature, factor) in signatures.Split(' ').Zip(new[] { 2f, -2f }))
        {
            var (x, y) = (file.Tensor("x", [1, 1]), file.Tensor("y", [1, 1]));
            file.Operator("MUL", [x, file.Constant("factor", [], factor)], [y]);
            file.Graph([x], [y], signature);
        }

        return file.Finish();
    }

    private static byte[] Open() => TfLiteFile.Of(file =>
    {
        var (x, y) = (file.Tensor("x", [1, 1, 1, 2], open: [1, -1, -1, 2]), file.Tensor("y", [1, 1, 1, 2], open: [1, -1, -1, 2]));
        file.Operator("RELU", [x], [y]);
        return ([x], [y]);
    });

    private static byte[] After(long offset) => TfLiteFile.Of(file =>
    {
        var (x, y) = (file.Tensor("x", [1, 2]), file.Tensor("y", [1, 2]));
        var factor = file.RawTensor("factor", (0, file.Vector<int>([2])), (2, file.Buffer(offset == 0 ? 1 << 16 : offset, 8)));
        file.Operator("MUL", [x, factor], [y]);
        return ([x], [y]);
    });

    private static Offset<int> Rows(TfLiteFile file) => file.Entry(
        (0, file.Vector<int>([0, 1])),
        (2, file.Entries(Dense(file, 3), Sparse(file, [0, 1, 1, 3], [1, 0, 1]))));

    private static Offset<int> Blocks(TfLiteFile file) => file.Entry(
        (0, file.Vector<int>([0, 1, 2])),
        (1, file.Vector<int>([1])),
        (2, file.Entries(Dense(file, 3), Sparse(file, [0, 1, 1, 2], [0, 0]), Dense(file, 2))));

    private static Offset<int> Dense(TfLiteFile file, int size) => file.Entry((1, size));

    private static Offset<int> Sparse(TfLiteFile file, int[] segments, int[] indices) => file.Entry(
        (0, (sbyte)1), (2, (sbyte)1), (3, file.Entry((0, file.Vector(segments)))), (4, (sbyte)1), (5, file.Entry((0, file.Vector(indices)))));
}
