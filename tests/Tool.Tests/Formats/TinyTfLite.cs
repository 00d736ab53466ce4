using System.IO.Compression;
using System.Text;
using MobileNetGen.Tool.Formats.TfLite;

namespace MobileNetGen.Tool.Tests.Formats;

/// <summary>A small TensorFlow Lite model: a convolution, a mean, a dense layer, softmax; float, or with integer weights of a scale each.</summary>
internal static class TinyTfLite
{
    private const string LabelsFile = "labels.txt";

    public static byte[] Bytes(bool quantised = false) => Build(quantised, half: false, null);

    /// <summary>The kernel of the convolution in floats of 16 bits, after an operator that widens them.</summary>
    public static byte[] Half() => Build(quantised: false, half: true, null);

    /// <summary>With metadata: <c>(v − mean) / deviation</c> of bytes, and labels in an archive after the model.</summary>
    public static byte[] WithMetadata(float mean, float deviation, string labels)
    {
        using var file = new MemoryStream();
        file.Write(Build(quantised: false, half: false, TfLiteFile.Metadata([mean], [deviation], LabelsFile)));
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            TinyKeras.Add(archive, LabelsFile, Encoding.UTF8.GetBytes(labels));
        }

        return file.ToArray();
    }

    /// <summary>A map of three channels, padded to four and convolved to twice the size by MediaPipe's custom operator.</summary>
    public static byte[] Custom() => TfLiteFile.Of(file =>
    {
        var image = file.Tensor("image", [1, 4, 4, 3]);
        var pads = file.Bytes("pads", [4, 2], TfLiteType.Int32, [.. new[] { 0, 0, 0, 0, 0, 0, 0, 1 }.SelectMany(BitConverter.GetBytes)]);
        var padded = file.Tensor("padded", [1, 4, 4, 4]);
        file.Operator("PAD", [image, pads], [padded]);
        var (kernel, bias) = (file.Constant("kernel", [2, 2, 2, 4], TinyOnnx.Numbers(32)), file.Constant("bias", [2], TinyOnnx.Numbers(2)));
        var map = file.Tensor("map", [1, 8, 8, 2]);
        file.Custom("Convolution2DTransposeBias", [padded, kernel, bias], [map], [.. new[] { 1, 2, 2 }.SelectMany(BitConverter.GetBytes)]);
        return ([image], [map]);
    });

    /// <summary>Many tensors that are one entry of the file, an addition for each, and all of them joined.</summary>
    /// <param name="count">How many.</param>
    /// <param name="elements">Bytes of the one buffer.</param>
    /// <param name="nameLength">Letters of the one name.</param>
    /// <param name="scales">Numbers of the one quantisation.</param>
    /// <param name="listed">Inputs of an addition; more than two are a list of the same one.</param>
    public static byte[] Repeated(int count, int elements = 1, int nameLength = 1, int scales = 1, int listed = 2) => TfLiteFile.Of(file =>
    {
        var image = file.Tensor("image", [1, 4, 4, 3]);
        var shared = file.Bytes(new string('n', nameLength), [elements], TfLiteType.Int8, new byte[elements], [.. Enumerable.Repeat(1f, scales)]);
        file.Repeat(shared, count);
        var first = file.Tensor("sum", [1, 4, 4, 3]);
        file.Repeat(first, count);
        var list = listed > 2 ? file.Vector(new int[listed]) : default;
        for (var index = 0; index < count; index++)
        {
            file.Raw("ADD", null, 1, (1, listed > 2 ? list : file.Vector<int>([image, shared + index])), (2, file.Vector<int>([first + index])));
        }

        var all = file.Tensor("all", [1, 4, 4, 3 * count]);
        file.Operator("CONCATENATION", [.. Enumerable.Range(first, count)], [all], "ConcatenationOptions", (0, 3));
        return ([image], [all]);
    });

    /// <summary>An operator whose output is its input.</summary>
    public static byte[] ReadingItself() => TfLiteFile.Of(file =>
    {
        var (image, sum) = (file.Tensor("image", [1, 4, 4, 3]), file.Tensor("sum", [1, 4, 4, 3]));
        file.Operator("ADD", [image, sum], [sum]);
        return ([image], [sum]);
    });

    private static byte[] Build(bool quantised, bool half, byte[]? metadata)
    {
        var file = new TfLiteFile();
        var image = file.Tensor("image", [1, 8, 8, 3]);
        var map = file.Tensor("conv/Relu6", [1, 4, 4, 4]);
        file.Operator("CONV_2D", [image, Kernel(file, quantised, half)], [map], "Conv2DOptions", (1, 2), (2, 2), (3, (sbyte)3));
        var means = file.Tensor("mean", [1, 4]);
        file.Operator("MEAN", [map, file.Integers("axes", 1, 2)], [means], "ReducerOptions", (0, null));
        var logits = file.Tensor("fc/MatMul", [1, 5]);
        file.Operator("FULLY_CONNECTED", [means, file.Constant("fc/kernel", [5, 4], TinyOnnx.Numbers(20)), -1], [logits], "FullyConnectedOptions", (0, null));
        var scores = file.Tensor("scores", [1, 5]);
        file.Operator("SOFTMAX", [logits], [scores], "SoftmaxOptions", (0, 1f));
        file.Graph([image], [scores]);
        return file.Finish(metadata);
    }

    private static int Kernel(TfLiteFile file, bool quantised, bool half)
    {
        if (quantised)
        {
            byte[] integers = [.. Enumerable.Range(0, 108).Select(index => (byte)((index * 7) % 256))];
            return file.Bytes("conv/kernel", [4, 3, 3, 3], TfLiteType.Int8, integers, [0.01f, 0.02f, 0.03f, 0.04f]);
        }

        if (!half)
        {
            return file.Constant("conv/kernel", [4, 3, 3, 3], TinyOnnx.Numbers(108));
        }

        byte[] halves = [.. TinyOnnx.Numbers(108).SelectMany(value => BitConverter.GetBytes((Half)value))];
        var narrow = file.Bytes("conv/kernel16", [4, 3, 3, 3], TfLiteType.Float16, halves);
        var wide = file.Tensor("conv/wide", [4, 3, 3, 3]);
        file.Operator("DEQUANTIZE", [narrow], [wide]);
        return wide;
    }
}
