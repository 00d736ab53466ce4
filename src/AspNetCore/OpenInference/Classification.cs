using System.Globalization;
using System.Text;
using MobileNetGen.AspNetCore.Models;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.OpenInference;

/// <summary>Triton's extension <c>classification</c>: the best classes of an output as texts, <c>value:index:label</c>, in place of its values.</summary>
internal static class Classification
{
    /// <exception cref="InferenceException">There cannot be so many classes, or the output's values have no order.</exception>
    public static int Require(TensorSpec output, long classes)
    {
        if (classes == 0)
        {
            return 0;
        }

        if (output.DataType is TensorDataType.Bytes or TensorDataType.Bool)
        {
            throw new InferenceException($"output '{output.Name}' is {output.DataType.Name()}, which has no best classes");
        }

        return classes is > 0 and <= int.MaxValue
            ? (int)classes
            : throw new InferenceException($"{classes} classes of output '{output.Name}'; 1 or more can be asked for");
    }

    /// <summary>What a request wants of an output: its values, or its best classes.</summary>
    public static Tensor Of(ServedModel model, RequestedOutput wanted, Tensor values) =>
        wanted.Classes == 0 ? values : Best(model, wanted.Index, values, wanted.Classes);

    private static Tensor Best(ServedModel model, int output, Tensor scores, int classes)
    {
        var rows = model.Signature.MaxBatch is null ? 1 : (int)scores.Shape[0];
        var length = scores.Count / rows;
        var kept = Math.Min(classes, length);
        var values = Numbers(scores);
        var texts = new List<ReadOnlyMemory<byte>>(rows * kept);
        for (var row = 0; row < rows; row++)
        {
            var start = row * length;
            texts.AddRange(
                Enumerable.Range(0, length).OrderByDescending(index => values[start + index]).Take(kept).Select(index => Text(values[start + index], index)));
        }

        return new Tensor(model.Signature.MaxBatch is null ? [kept] : [rows, kept], texts);

        ReadOnlyMemory<byte> Text(double value, int index)
        {
            var label = model.Model.Label(output, index);
            var text = string.Create(CultureInfo.InvariantCulture, $"{value:F6}:{index}");
            return Encoding.UTF8.GetBytes(label is null ? text : $"{text}:{label}");
        }
    }

    private static double[] Numbers(Tensor tensor) => tensor.DataType switch
    {
        TensorDataType.UInt8 => Each<byte>(tensor),
        TensorDataType.UInt16 => Each<ushort>(tensor),
        TensorDataType.UInt32 => Each<uint>(tensor),
        TensorDataType.UInt64 => Each<ulong>(tensor),
        TensorDataType.Int8 => Each<sbyte>(tensor),
        TensorDataType.Int16 => Each<short>(tensor),
        TensorDataType.Int32 => Each<int>(tensor),
        TensorDataType.Int64 => Each<long>(tensor),
        TensorDataType.Float16 => Each<Half>(tensor),
        TensorDataType.Float32 => Each<float>(tensor),
        _ => tensor.Values<double>().ToArray(),
    };

    private static double[] Each<T>(Tensor tensor)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        var values = tensor.Values<T>();
        var numbers = new double[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            numbers[index] = double.CreateTruncating(values[index]);
        }

        return numbers;
    }
}
