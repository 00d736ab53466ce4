namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>The classes of layers that are read.</summary>
internal static class KerasLayers
{
    public static IReadOnlyList<KerasKind> All { get; } =
    [
        .. new[]
        {
            KerasActivations.Kinds, KerasConvolutions.Kinds, KerasInactive.Kinds, KerasMergers.Kinds, KerasNormalisations.Kinds, KerasPools.Kinds,
            KerasShaping.Kinds, KerasSlices.Kinds,
        }.SelectMany(kinds => kinds).OrderBy(kind => kind.Name, StringComparer.Ordinal),
    ];

    private static readonly Dictionary<string, KerasKind> s_byName = All.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>The kind of a layer, or null if it is not read.</summary>
    public static KerasKind? Find(KerasEntry entry) => s_byName.GetValueOrDefault(entry.Class);
}
