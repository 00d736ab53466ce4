using System.Security.Cryptography;
using System.Text;
using MobileNetGen.AspNetCore;

namespace MobileNetGen.ToyServer;

/// <summary>Models whose answers can be told beforehand, of every data type.</summary>
internal static class ToyModels
{
    private const int MaxBatch = 8;

    /// <summary>Each channel's sum over rows and columns.</summary>
    public static IServedModel Sums(TensorDataType type, int side) => new ToyModel(
        new ModelSignature([new("input", type, [-1, side, side, 3])], [new("sums", TensorDataType.Float32, [-1, 3])]) { MaxBatch = MaxBatch },
        inputs => [
            Tensor.Of<float>(TensorDataType.Float32, [inputs[0].Shape[0], 3], type == TensorDataType.UInt8 ? Sums<byte>(inputs[0]) : Sums<float>(inputs[0]))],
        "red", "green", "blue");

    /// <summary>The length of each element, and its SHA-1 in hexadecimal digits.</summary>
    public static IServedModel Digest() => new ToyModel(
        new ModelSignature(
            [new("image", TensorDataType.Bytes, [-1])],
            [new("length", TensorDataType.Int64, [-1]), new("sha1", TensorDataType.Bytes, [-1])]),
        inputs =>
        [
            Tensor.Of<long>(TensorDataType.Int64, inputs[0].Shape, [.. inputs[0].Elements.Select(element => (long)element.Length)]),
            new Tensor(inputs[0].Shape, [.. inputs[0].Elements.Select(Sha1)]),
        ]);

    /// <summary>Two inputs and two outputs, which are not in the inputs' order: <c>b_out = 2 b</c>, <c>a_out = a + 1</c>.</summary>
    public static IServedModel Pair() => new ToyModel(
        new ModelSignature(
            [new("a", TensorDataType.Float32, [-1, 2]), new("b", TensorDataType.Int32, [-1, 3])],
            [new("b_out", TensorDataType.Int32, [-1, 3]), new("a_out", TensorDataType.Float32, [-1, 2])]),
        inputs =>
        [
            Tensor.Of<int>(TensorDataType.Int32, inputs[1].Shape, Array.ConvertAll(inputs[1].Values<int>().ToArray(), value => unchecked(2 * value))),
            Tensor.Of<float>(TensorDataType.Float32, inputs[0].Shape, Array.ConvertAll(inputs[0].Values<float>().ToArray(), value => value + 1)),
        ]);

    /// <summary>The input times a number.</summary>
    public static IServedModel Scaled(int factor) => new ToyModel(
        new ModelSignature([new("input", TensorDataType.Float32, [-1, 2])], [new("output", TensorDataType.Float32, [-1, 2])]),
        inputs => [Tensor.Of<float>(TensorDataType.Float32, inputs[0].Shape, Array.ConvertAll(inputs[0].Values<float>().ToArray(), value => value * factor))]);

    /// <summary>The input.</summary>
    public static IServedModel Echo(TensorDataType type) => new ToyModel(
        new ModelSignature([new("input", type, [-1, -1])], [new("output", type, [-1, -1])]),
        inputs => [inputs[0]]);

    private static float[] Sums<T>(Tensor input)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var values = input.Values<T>();
        var length = values.Length / (int)input.Shape[0];
        var sums = new float[3 * input.Shape[0]];
        for (var index = 0; index < values.Length; index++)
        {
            sums[(3 * (index / length)) + (index % 3)] += float.CreateTruncating(values[index]);
        }

        return sums;
    }

    /// <summary>The hash that the recorded model answers with.</summary>
    private static ReadOnlyMemory<byte> Sha1(ReadOnlyMemory<byte> element) =>
#pragma warning disable CA5350 // A fingerprint of bytes, which protects nothing.
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA1.HashData(element.Span)));
#pragma warning restore CA5350
}
