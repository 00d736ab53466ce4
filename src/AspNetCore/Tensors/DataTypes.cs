namespace MobileNetGen.AspNetCore.Tensors;

/// <summary>Names and sizes of the data types.</summary>
internal static class DataTypes
{
    private static readonly string[] s_names =
        ["BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16", "FP32", "FP64", "BYTES"];

    public static string Name(this TensorDataType type) => s_names[(int)type];

    /// <summary>Bytes of an element; 0 where each has a length of its own.</summary>
    public static int Size(this TensorDataType type) => type switch
    {
        TensorDataType.Bool or TensorDataType.UInt8 or TensorDataType.Int8 => 1,
        TensorDataType.UInt16 or TensorDataType.Int16 or TensorDataType.Float16 => 2,
        TensorDataType.UInt32 or TensorDataType.Int32 or TensorDataType.Float32 => 4,
        TensorDataType.Bytes => 0,
        _ => 8,
    };

    /// <exception cref="InferenceException">There is no such type.</exception>
    public static TensorDataType Parse(string name, string tensor)
    {
        var index = Array.IndexOf(s_names, name);
        return index >= 0
            ? (TensorDataType)index
            : throw new InferenceException(
                $"input '{DisplayText.Of(tensor)}': no datatype is called '{DisplayText.Of(name)}'; there are {string.Join(", ", s_names)}");
    }
}
