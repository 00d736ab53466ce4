using MobileNetGen.Generator.Graph;

namespace MobileNetGen.Tool.Import;

/// <summary>What a format's reader makes of a file.</summary>
/// <param name="Sketch">The graph, with what cannot be expressed.</param>
/// <param name="Format">The format, for the report.</param>
internal sealed record ImportedModel(GraphSketch Sketch, string Format)
{
    /// <summary>What most of its elements are.</summary>
    public Precision Precision { get; init; }

    /// <summary>Whose rounding its integers follow.</summary>
    public IntegerArithmetic Arithmetic { get; init; }

    /// <summary>Null where the file does not say.</summary>
    public PreprocessChoice? Preprocess { get; init; }

    /// <summary>Names of the classes, or null if the file has none.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>What the reader did that a user should know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
