using MobileNetGen.Tool.Import.Reading;

namespace MobileNetGen.Tool.Formats.TfLite;

/// <summary>The operators that are read.</summary>
internal static class TfLiteOperators
{
    private static readonly Dictionary<string, TfLiteOperator> s_builtin = new[]
    {
        TfLiteActivations.All, TfLiteArithmetic.All, TfLiteConvolutions.All, TfLiteMaps.All, TfLiteShapes.All,
    }.SelectMany(operators => operators).ToDictionary(known => known.Name, StringComparer.Ordinal);

    private static readonly Dictionary<string, TfLiteOperator> s_custom = TfLiteCustom.All.ToDictionary(known => known.Name, StringComparer.Ordinal);

    public static IReadOnlyList<OperatorDoc> Docs =>
        [.. s_builtin.Values.Concat(s_custom.Values).Select(known => known.Doc).OrderBy(doc => doc.Name, StringComparer.Ordinal)];

    /// <summary>What is known of an operator, or null for one that is not read.</summary>
    public static TfLiteOperator? Find(TfLiteOperation operation) => operation.Kind == TfLiteOperation.CustomKind
        ? s_custom.GetValueOrDefault(operation.Custom)
        : s_builtin.GetValueOrDefault(operation.Kind);
}
