using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit;

/// <summary>The user's partial class, as far as generated code must repeat it.</summary>
/// <param name="Namespace">Null for the global one.</param>
/// <param name="ContainingTypes">Outermost first, each as its header: <c>partial class Outer&lt;T&gt;</c>.</param>
/// <param name="Keyword"><c>class</c> or <c>record class</c>.</param>
/// <param name="TypeParameters"><c>&lt;T&gt;</c>, or empty.</param>
internal sealed record TypeDeclaration(
    string? Namespace,
    EquatableArray<string> ContainingTypes,
    string Keyword,
    string Name,
    string TypeParameters)
{
    public string Header => $"partial {Keyword} {SelfName}";

    /// <summary>The class as its own code names it.</summary>
    public string SelfName => Name + TypeParameters;
}
