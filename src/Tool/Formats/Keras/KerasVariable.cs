using System.Text.Json;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>A weight that a layer has.</summary>
/// <param name="IsTrained">False for statistics: Keras lists what is trained first.</param>
/// <param name="LaterName">What a later Keras calls it.</param>
internal sealed record KerasVariable(string Name, bool IsTrained, string LaterName)
{
    public KerasVariable(string name, bool isTrained)
        : this(name, isTrained, name)
    {
    }

    public bool IsCalled(string name) => name == Name || name == LaterName;

    /// <summary>The weights of an entry in Keras' order, as its configuration says; none for what is not known.</summary>
    /// <param name="entry">The layer.</param>
    /// <param name="isMerged">True where what fine tuning adds to a kernel was added when the file was saved.</param>
    public static IReadOnlyList<KerasVariable> Of(KerasEntry entry, bool isMerged) => KerasLayers.Find(entry)?.Variables(entry.Config, isMerged) ?? [];

    /// <summary>
    /// A line of names as a layer declares it: <c>"kernel bias?use_bias -moving_mean -mean!mean"</c>. One with <c>?</c> is there unless the
    /// configuration says false, one with <c>!</c> unless the configuration has the values itself; <c>-</c> is not trained. <c>a/b</c> is called a in one Keras
    /// and b in a later one.
    /// </summary>
    public static IReadOnlyList<KerasVariable> Parse(string line, JsonElement config) =>
        [.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => IsThere(word, config)).Select(Named)];

    private static KerasVariable Named(string word)
    {
        var names = word.Split('?', '!')[0].TrimStart('-').Split('/');
        return new KerasVariable(names[0], !word.StartsWith('-'), names[^1]);
    }

    private static bool IsThere(string word, JsonElement config) =>
        (!word.Contains('?') || config.Find(word.Split('?')[1]) is not { ValueKind: JsonValueKind.False })
            && (!word.Contains('!') || config.Find(word.Split('!')[1]) is null);
}
