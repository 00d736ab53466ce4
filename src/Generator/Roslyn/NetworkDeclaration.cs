using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>An annotated class as plain values: no symbol, node or position in it, so that edits elsewhere leave it equal.</summary>
/// <param name="HintName">A name for its file, which another class may have too.</param>
/// <param name="MetadataName">Without the namespace: <c>Outer`1+Inner</c>.</param>
/// <param name="DescriptionPath">As the attribute has it; null where attributes describe the network.</param>
/// <param name="SourceDirectory">Where the class stands.</param>
/// <param name="Attributes">What the attributes describe, or null if there are none.</param>
internal sealed record NetworkDeclaration(
    string HintName,
    string MetadataName,
    TypeDeclaration Type,
    string? DescriptionPath,
    string SourceDirectory,
    ObjectNode? Attributes,
    EquatableArray<Problem> Problems)
{
    /// <summary>True if the class gets a trainer too.</summary>
    public bool IsTrainable { get; init; }

    /// <summary>The class as <c>GetTypeByMetadataName</c> knows it.</summary>
    public string FullName => Type.Namespace is { } outer ? $"{outer}.{MetadataName}" : MetadataName;
}
