namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>The networks that are compared, and what is promised of each.</summary>
internal static class Subjects
{
    private static readonly Func<Subject>[] s_all =
    [
        () => Subject<MobileNetV1>.Of("V1 1.0/224", """{ "preset": "mobilenet-v1" }""", new Bar(1.12, 1.10, 1.25)),
        () => Subject<MobileNetV2>.Of("V2 1.0/224", """{ "preset": "mobilenet-v2" }""", new Bar(1.45, 1.35, 1.80)),
        () => Subject<MobileNetV3Large>.Of("V3-Large 1.0/224", """{ "preset": "mobilenet-v3-large" }""", new Bar(1.40, 1.40, 1.80)),
        () => Subject<MobileNetV3Small>.Of("V3-Small 1.0/224", """{ "preset": "mobilenet-v3-small" }""", new Bar(1.50, 1.40, 1.80)),
    ];

    private static readonly Dictionary<string, IntegerBar> s_integers = new()
    {
        ["V1 1.0/224"] = new IntegerBar(2.9, 1.2, 1.5, 1.2),
        ["V2 1.0/224"] = new IntegerBar(2.2, 1.5, 1.35, 1.15),
        ["V3-Large 1.0/224"] = new IntegerBar(1.8, 2.3, 1.2, 1.1),
    };

    /// <summary>Nothing is promised of its speed alone.</summary>
    private static Subject Quarter() =>
        Subject<MobileNetV1Quarter>.Of("Quarter 0.25/128", """{ "preset": "mobilenet-v1", "width": 0.25, "resolution": 128 }""", new Bar(0, 0, 0));

    /// <summary>The first whose name has a text in it, of those that are compared and the one that only servers are measured with.</summary>
    public static Subject ToExport(string text) =>
        s_all.Append(Quarter).Select(make => make()).First(subject => subject.Name.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Those whose name has a text in it, each made when its turn comes.</summary>
    public static IEnumerable<Subject> Containing(string text) =>
        s_all.Select(make => make()).Where(subject => subject.Name.Contains(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same networks in integers, as far as something is promised of them.</summary>
    public static IEnumerable<IntegerSubject> IntegersContaining(string text) => Containing(text)
        .Where(subject => s_integers.ContainsKey(subject.Name))
        .Select(IntegerSubject.Of);

    /// <summary>What is promised of one of these.</summary>
    public static IntegerBar BarOf(IntegerSubject subject) => s_integers[subject.Name];
}
