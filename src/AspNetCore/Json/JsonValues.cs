using System.Text.Json;
using System.Text.Unicode;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.Json;

/// <summary>Writes a tensor's values into JSON, one after the other.</summary>
internal static class JsonValues
{
    /// <exception cref="InferenceException">JSON has no such values.</exception>
    public static void Write(Utf8JsonWriter writer, string name, Tensor tensor) => Write(writer, name, tensor, 0, tensor.Count);

    /// <summary>Writes some of the values.</summary>
    /// <exception cref="InferenceException">JSON has no such values.</exception>
    public static void Write(Utf8JsonWriter writer, string name, Tensor tensor, int start, int count)
    {
        switch (tensor.DataType)
        {
            case TensorDataType.Bool:
                Each<byte>(tensor, start, count, value => writer.WriteBooleanValue(value != 0));
                break;
            case TensorDataType.UInt8:
                Each<byte>(tensor, start, count, value => writer.WriteNumberValue((uint)value));
                break;
            case TensorDataType.UInt16:
                Each<ushort>(tensor, start, count, value => writer.WriteNumberValue((uint)value));
                break;
            case TensorDataType.UInt32:
                Each<uint>(tensor, start, count, writer.WriteNumberValue);
                break;
            case TensorDataType.UInt64:
                Each<ulong>(tensor, start, count, writer.WriteNumberValue);
                break;
            case TensorDataType.Int8:
                Each<sbyte>(tensor, start, count, value => writer.WriteNumberValue((int)value));
                break;
            case TensorDataType.Int16:
                Each<short>(tensor, start, count, value => writer.WriteNumberValue((int)value));
                break;
            case TensorDataType.Int32:
                Each<int>(tensor, start, count, writer.WriteNumberValue);
                break;
            case TensorDataType.Int64:
                Each<long>(tensor, start, count, writer.WriteNumberValue);
                break;
            case TensorDataType.Float32:
                // The shortest text of the double: clients that read doubles, and those that read floats, find the same number.
                Each<float>(tensor, start, count, value => Real(writer, value));
                break;
            case TensorDataType.Float64:
                Each<double>(tensor, start, count, value => Real(writer, value));
                break;
            case TensorDataType.Float16:
                throw new InferenceException($"output '{name}' is FP16, which cannot be sent in JSON; ask for it as binary data");
            default:
                Texts(writer, name, tensor, start, count);
                break;
        }
    }

    private static void Each<T>(Tensor tensor, int start, int count, Action<T> write)
        where T : unmanaged
    {
        foreach (var value in tensor.Values<T>().Slice(start, count))
        {
            write(value);
        }
    }

    private static void Real(Utf8JsonWriter writer, double value)
    {
        if (value == 0 && double.IsNegative(value))
        {
            // Without a fraction, Python reads the whole number 0.
            writer.WriteRawValue("-0.0"u8, skipInputValidation: true);
        }
        else if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else
        {
            NonFiniteWords.Write(writer, value);
        }
    }

    private static void Texts(Utf8JsonWriter writer, string name, Tensor tensor, int start, int count)
    {
        for (var index = start; index < start + count; index++)
        {
            var element = tensor.Elements[index].Span;
            if (!Utf8.IsValid(element))
            {
                throw new InferenceException($"output '{name}' has bytes that are no text in UTF-8; ask for it as binary data");
            }

            writer.WriteStringValue(element);
        }
    }
}
