using System.Globalization;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>The options of one operator, by the names that the schema gives them.</summary>
internal sealed class TfLiteOptions
{
    private const string Window = "padding:SAME|VALID stride_w:int stride_h:int";
    private const string Dilation = "dilation_w_factor:int=1 dilation_h_factor:int=1";
    private const string Hybrid = "asymmetric_quantize_inputs:bool quantized_bias_type:byte";
    private const string Activation = "fused_activation_function:NONE|RELU|RELU_N1_TO_1|RELU6|TANH|SIGN_BIT";

    /// <summary>
    /// The schema's tables of options, of the operators that are read: fields in the order of their numbers, each with what it holds, and its
    /// default where that is not 0. Words joined by bars are the names of 0, 1, … A table that is not listed has no fields.
    /// </summary>
    private static readonly Dictionary<string, Field[]> s_tables = new[]
    {
        $"Conv2DOptions {Window} {Activation} {Dilation} quantized_bias_type:byte",
        $"DepthwiseConv2DOptions {Window} depth_multiplier:int {Activation} {Dilation}",
        $"TransposeConvOptions {Window} {Activation} quantized_bias_type:byte",
        $"FullyConnectedOptions {Activation} weights_format:DEFAULT|SHUFFLED4x16INT8 keep_num_dims:bool {Hybrid}",
        $"Pool2DOptions {Window} filter_width:int filter_height:int {Activation}",
        $"AddOptions {Activation} pot_scale_int16:bool=1",
        $"SubOptions {Activation} pot_scale_int16:bool=1",
        $"MulOptions {Activation}",
        $"DivOptions {Activation}",
        $"L2NormOptions {Activation}",
        $"ConcatenationOptions axis:int {Activation}",
        "SoftmaxOptions beta:float",
        "ResizeBilinearOptions new_height:int new_width:int align_corners:bool half_pixel_centers:bool",
        "ResizeNearestNeighborOptions align_corners:bool half_pixel_centers:bool",
        "ReshapeOptions new_shape:ints",
        "SpaceToDepthOptions block_size:int",
        "DepthToSpaceOptions block_size:int",
        "GatherOptions axis:int batch_dims:int",
        "ReducerOptions keep_dims:bool",
        "SqueezeOptions squeeze_dims:ints",
        "SplitOptions num_splits:int",
        "SplitVOptions num_splits:int",
        "StridedSliceOptions begin_mask:int end_mask:int ellipsis_mask:int new_axis_mask:int shrink_axis_mask:int offset:bool",
        "CastOptions in_data_type:byte out_data_type:byte",
        "ShapeOptions out_type:byte",
        "PackOptions values_count:int axis:int",
        "UnpackOptions num:int axis:int",
        "LeakyReluOptions alpha:float",
        "MirrorPadOptions mode:REFLECT|SYMMETRIC",
        "GeluOptions approximate:bool",
    }.Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words.Skip(1).Select(Field.Parse).ToArray(), StringComparer.Ordinal);

    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _said = new(StringComparer.Ordinal);

    /// <param name="kind">The table's name in the schema.</param>
    /// <param name="table">The options, or null where the operator has none, which is all defaults.</param>
    public TfLiteOptions(string kind, FlatTable? table)
    {
        var fields = s_tables.GetValueOrDefault(kind, []);
        for (var index = 0; index < fields.Length; index++)
        {
            var (field, value) = (fields[index], fields[index].Read(table, index));
            _values[field.Name] = value;
            if (!value.Equals(field.Read(null, index)))
            {
                _said[field.Name] = value is int[] list ? $"[{string.Join(", ", list)}]" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
            }
        }

        for (var index = fields.Length; index < (table?.FieldCount ?? 0); index++)
        {
            if (table!.Value.Has(index))
            {
                _said[$"option {index + 1} of {kind}"] = "set";
            }
        }
    }

    /// <summary>What is there and no default, with its value as human-readable text.</summary>
    public IReadOnlyDictionary<string, string> Said => _said;

    /// <summary>An integer, a float, a flag, a word, or a list of integers.</summary>
    public T Get<T>(string name) => (T)_values[name];

    private sealed record Field(string Name, string Holds, int Default)
    {
        private static readonly int[] s_none = [];

        public static Field Parse(string word)
        {
            var (name, rest) = word.Split(':') is [var first, var second] ? (first, second.Split('=')) : throw new InvalidOperationException(word);
            return new Field(name, rest[0], rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 0);
        }

        public object Read(FlatTable? table, int index) => Holds switch
        {
            "int" => table?.Integer(index, Default) ?? Default,
            "byte" => table?.Byte(index, Default) ?? Default,
            "bool" => (table?.Byte(index, Default) ?? Default) != 0,
            "float" => table?.Number(index) ?? 0f,
            "ints" => table?.Integers(index) ?? s_none,
            var words => TfLiteNames.Of(words.Split('|'), table?.Byte(index) ?? 0),
        };
    }
}
