namespace MobileNetGen.Benchmarks.Comparison;

/// <summary>The networks that are compared, and what is promised of each.</summary>
internal static class Subjects
{
    private static readonly Func<Subject>[] s_all =
    [
        () => Subject<MobileNetV1>.Of("V1 1.0/224", """{ "preset": "mobilenet-v1" }""", new Bar(1.12, 1.10, 1.25)),
    ];

    /// <summary>Those whose name has a text in it, each made when its turn comes.</summary>
    public static IEnumerable<Subject> Containing(string text) =>
        s_all.Select(make => make()).Where(subject => subject.Name.Contains(text, StringComparison.OrdinalIgnoreCase));
}
