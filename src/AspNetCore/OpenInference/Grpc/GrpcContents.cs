using System.Numerics;
using System.Runtime.InteropServices;
using Google.Protobuf.Collections;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference.Grpc;

/// <summary>Reads typed contents: one list for each width, so that small integers come in larger ones.</summary>
internal static class GrpcContents
{
    /// <exception cref="InferenceException">The values are missing, in another list, out of range, or more or fewer than the shape has.</exception>
    public static Tensor Read(DeclaredInput input, InferTensorContents? contents)
    {
        var type = input.Form.DataType;
        if (type == TensorDataType.Float16)
        {
            throw new InferenceException($"input '{input.Form.Name}' is FP16, which only raw_input_contents can hold");
        }

        var values = contents ?? throw new InferenceException($"input '{input.Form.Name}' has neither contents nor raw_input_contents");
        RequireOnly(input, values);
        return type switch
        {
            TensorDataType.Bool => Numbers(input, values.BoolContents, value => value ? (byte)1 : (byte)0),
            TensorDataType.UInt8 => Numbers(input, values.UintContents, Narrow<uint, byte>(input)),
            TensorDataType.UInt16 => Numbers(input, values.UintContents, Narrow<uint, ushort>(input)),
            TensorDataType.UInt32 => Numbers(input, values.UintContents, value => value),
            TensorDataType.UInt64 => Numbers(input, values.Uint64Contents, value => value),
            TensorDataType.Int8 => Numbers(input, values.IntContents, Narrow<int, sbyte>(input)),
            TensorDataType.Int16 => Numbers(input, values.IntContents, Narrow<int, short>(input)),
            TensorDataType.Int32 => Numbers(input, values.IntContents, value => value),
            TensorDataType.Int64 => Numbers(input, values.Int64Contents, value => value),
            TensorDataType.Float32 => Numbers(input, values.Fp32Contents, value => value),
            TensorDataType.Float64 => Numbers(input, values.Fp64Contents, value => value),
            _ => new Tensor(input.Shape, [.. Counted(input, values.BytesContents).Select(element => element.Memory)]),
        };
    }

    private static Tensor Numbers<TSource, T>(DeclaredInput input, RepeatedField<TSource> list, Func<TSource, T> convert)
        where T : unmanaged
    {
        Counted(input, list);
        var bytes = new byte[input.Count * input.Form.DataType.Size()];
        var values = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        for (var index = 0; index < list.Count; index++)
        {
            values[index] = convert(list[index]);
        }

        return new Tensor(input.Form.DataType, input.Shape, bytes);
    }

    private static Func<TSource, T> Narrow<TSource, T>(DeclaredInput input)
        where TSource : INumber<TSource>
        where T : INumber<T> => value =>
        {
            var narrow = T.CreateTruncating(value);
            return TSource.CreateTruncating(narrow) == value
                ? narrow
                : throw new InferenceException($"input '{input.Form.Name}': {value} is no {input.Form.DataType.Name()}");
        };

    private static RepeatedField<T> Counted<T>(DeclaredInput input, RepeatedField<T> list) => list.Count == input.Count
        ? list
        : throw new InferenceException(
            $"input '{input.Form.Name}' has {list.Count} values in {List(input.Form.DataType)}; its shape {DisplayText.Of(input.Shape)} has {input.Count}");

    private static void RequireOnly(DeclaredInput input, InferTensorContents contents)
    {
        (string Name, int Count)[] lists =
        [
            ("bool_contents", contents.BoolContents.Count), ("int_contents", contents.IntContents.Count), ("int64_contents", contents.Int64Contents.Count),
            ("uint_contents", contents.UintContents.Count), ("uint64_contents", contents.Uint64Contents.Count), ("fp32_contents", contents.Fp32Contents.Count),
            ("fp64_contents", contents.Fp64Contents.Count), ("bytes_contents", contents.BytesContents.Count),
        ];
        var expected = List(input.Form.DataType);
        foreach (var (name, count) in lists)
        {
            if (count > 0 && name != expected)
            {
                throw new InferenceException($"input '{input.Form.Name}' has values in {name}; those of {input.Form.DataType.Name()} are in {expected}");
            }
        }
    }

    private static string List(TensorDataType type) => type switch
    {
        TensorDataType.Bool => "bool_contents",
        TensorDataType.UInt8 or TensorDataType.UInt16 or TensorDataType.UInt32 => "uint_contents",
        TensorDataType.UInt64 => "uint64_contents",
        TensorDataType.Int8 or TensorDataType.Int16 or TensorDataType.Int32 => "int_contents",
        TensorDataType.Int64 => "int64_contents",
        TensorDataType.Float32 => "fp32_contents",
        TensorDataType.Float64 => "fp64_contents",
        _ => "bytes_contents",
    };
}
