using System.Globalization;

namespace MobileNetGen.Tool.Learning;

/// <summary>Which layers are trained: the last ones that have weights. What goes before them stays as it is.</summary>
/// <param name="Layers">How many; null for all.</param>
internal sealed record TrainedPart(int? Layers)
{
    public const string Accepted = "head, last:N, all";

    public string DisplayText => Layers switch { null => "all", 1 => "head", { } count => string.Create(CultureInfo.InvariantCulture, $"last:{count}") };

    /// <returns>Null for a text that is none of <see cref="Accepted"/>.</returns>
    public static TrainedPart? Parse(string text) => text switch
    {
        "head" => new TrainedPart(1),
        "all" => new TrainedPart(Layers: null),
        _ => text.StartsWith("last:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var layers)
            && layers > 0
            ? new TrainedPart(layers)
            : null,
    };
}
