using System.Buffers.Binary;
using MobileNetGen.AspNetCore.Models;

namespace MobileNetGen.AspNetCore.Tensors;

/// <summary>Tensors as raw bytes: little-endian elements, and BYTES with a length of four bytes before each.</summary>
internal static class RawTensor
{
    private const int LengthBytes = 4;

    /// <exception cref="InferenceException">There are more bytes than the shape has, or fewer.</exception>
    public static Tensor Read(DeclaredInput input, ReadOnlyMemory<byte> raw)
    {
        if (input.Form.DataType == TensorDataType.Bytes)
        {
            return new Tensor(input.Shape, Split(input, raw));
        }

        var expected = (long)input.Count * input.Form.DataType.Size();
        return raw.Length == expected
            ? new Tensor(input.Form.DataType, input.Shape, raw)
            : throw new InferenceException(
                $"input '{input.Form.Name}' has {raw.Length} bytes; {input.Form.DataType.Name()} {DisplayText.Of(input.Shape)} has {expected}");
    }

    public static ReadOnlyMemory<byte> Write(Tensor tensor)
    {
        if (tensor.DataType != TensorDataType.Bytes)
        {
            return tensor.Data;
        }

        var raw = new byte[tensor.Elements.Sum(element => LengthBytes + element.Length)];
        var place = 0;
        foreach (var element in tensor.Elements)
        {
            BinaryPrimitives.WriteInt32LittleEndian(raw.AsSpan(place), element.Length);
            element.Span.CopyTo(raw.AsSpan(place + LengthBytes));
            place += LengthBytes + element.Length;
        }

        return raw;
    }

    private static List<ReadOnlyMemory<byte>> Split(DeclaredInput input, ReadOnlyMemory<byte> raw)
    {
        var elements = new List<ReadOnlyMemory<byte>>();
        var rest = raw;
        while (rest.Length > 0)
        {
            var length = rest.Length < LengthBytes ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(rest.Span);
            if (length > rest.Length - LengthBytes)
            {
                throw new InferenceException(
                    $"input '{input.Form.Name}': the bytes end within element {elements.Count}; each has its length in four bytes before, little-endian");
            }

            if (elements.Count == input.Count)
            {
                throw new InferenceException(
                    $"input '{input.Form.Name}' has more than {input.Count} elements, which its shape {DisplayText.Of(input.Shape)} has");
            }

            elements.Add(rest.Slice(LengthBytes, (int)length));
            rest = rest[(LengthBytes + (int)length)..];
        }

        return elements.Count == input.Count
            ? elements
            : throw new InferenceException(
                $"input '{input.Form.Name}' has {elements.Count} elements; its shape {DisplayText.Of(input.Shape)} has {input.Count}");
    }
}
