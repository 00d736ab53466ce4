using MobileNetGen.Tool.Import;
using static MobileNetGen.Tool.Formats.TfLite.TfLiteFields;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>An operator as it stands in the file, before anything of it is read but what flows in and out.</summary>
/// <param name="Table">Its entry.</param>
/// <param name="Kind">The schema's name of what it does.</param>
/// <param name="Custom">The name of a custom operator.</param>
/// <param name="Version">The version that the file says.</param>
/// <param name="Inputs">Numbers of tensors; less than 0 where an input is left out.</param>
/// <param name="Outputs">Numbers of tensors.</param>
internal sealed record TfLiteOperation(FlatTable Table, string Kind, string Custom, int Version, IReadOnlyList<int> Inputs, IReadOnlyList<int> Outputs)
{
    public const string CustomKind = "CUSTOM";

    public string DisplayText => Kind == CustomKind ? $"the custom operator {Custom}" : Kind;

    /// <param name="table">The operator's entry.</param>
    /// <param name="code">What it does; files before the number 127 was passed have the number in another field.</param>
    public static TfLiteOperation Of(FlatTable table, FlatTable code) => new(
        table,
        TfLiteNames.Of(TfLiteNames.Operators, Math.Max(code.Byte(OperatorCode.OldCode), code.Integer(OperatorCode.Code))),
        code.Text(OperatorCode.CustomCode),
        code.Integer(OperatorCode.Version, 1),
        table.Integers(Operator.Inputs) ?? [],
        table.Integers(Operator.Outputs) ?? []);

    /// <summary>All that the entry says besides tensors and its table of options, by name.</summary>
    public IReadOnlyDictionary<string, string> Said()
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        Note("custom_options", Table.Bytes(Operator.CustomOptions).Length > 0, $"{Table.Bytes(Operator.CustomOptions).Length} bytes");
        Note("mutating_variable_inputs", Table.Bytes(Operator.MutatedInputs).ContainsAnyExcept((byte)0), "set");
        Note("intermediates", Table.Integers(Operator.Intermediates) is { Length: > 0 }, "set");
        Note("large_custom_options", Table.Long(Operator.CustomOptionsOffset) > 1, "set");
        Note("options of no kind", Table.Byte(Operator.OptionsKind) == 0 && Table.Has(Operator.Options), "set");
        Note("builtin_options_2", Table.Byte(Operator.Options2Kind) != 0, "set");
        for (var field = Operator.Count; field < Table.FieldCount; field++)
        {
            Note($"field {field + 1}", Table.Has(field), "set");
        }

        return said;

        void Note(string name, bool isThere, string value)
        {
            if (isThere)
            {
                said[name] = value;
            }
        }
    }
}
