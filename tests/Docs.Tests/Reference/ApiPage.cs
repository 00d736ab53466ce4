using System.Text;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MobileNetGen.Docs.Tests.Samples;
using MobileNetGen.Docs.Tests.Writing;

namespace MobileNetGen.Docs.Tests.Reference;

/// <summary>The page of all public types and members, from the assemblies and the comments in their sources.</summary>
internal static class ApiPage
{
    /// <summary>What generated code calls, and nobody else.</summary>
    private const string Internals = "MobileNetGen.CompilerServices";

    /// <summary>What the protocol's own definition is compiled to.</summary>
    private const string Protocol = "MobileNetGen.AspNetCore.OpenInference.Grpc";

    private static readonly SymbolDisplayFormat s_member = SymbolDisplayFormat.CSharpShortErrorMessageFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeConstantValue)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat s_type = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeVariance,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes);

    public static string Write()
    {
        var page = new StringBuilder("""
            # API reference

            Every public type and member of the packages, from the comments in their sources; a test writes this page.
            What only generated code calls (`MobileNetGen.CompilerServices`), and what the serving protocol's own definition becomes, is left out.
            The class that the generator writes for a network has the members of [its interfaces](#igeneratednetworktself), and constants.

            """);
        var compilation = CSharpCompilation.Create("api", references: SampleTests.References);
        foreach (var (package, assembly) in Packages())
        {
            var comments = Comment.Of(assembly.Location);
            var symbol = compilation.References.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()
                .Single(candidate => candidate.Name == assembly.GetName().Name);
            page.Append($"\n## {package}\n");
            foreach (var type in Types(symbol.GlobalNamespace).OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal))
            {
                Append(page, type, comments);
            }
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static IEnumerable<(string Package, System.Reflection.Assembly Assembly)> Packages() =>
    [
        ("MobileNetGen", typeof(NetworkInfo).Assembly),
        ("MobileNetGen.Imaging", typeof(Imaging.ImageFile).Assembly),
        ("MobileNetGen.Training", typeof(Training.TrainingLoop).Assembly),
        ("MobileNetGen.Quantization", typeof(Quantization.Quantizer).Assembly),
        ("MobileNetGen.AspNetCore", typeof(AspNetCore.IServedModel).Assembly),
    ];

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol @namespace) => @namespace.ToDisplayString() is Internals or Protocol
        ? []
        : @namespace.GetTypeMembers().SelectMany(Nested)
            .Concat(@namespace.GetNamespaceMembers().SelectMany(Types))
            .Where(type => !IsHidden(type));

    /// <summary>A public type and those in it.</summary>
    private static IEnumerable<INamedTypeSymbol> Nested(INamedTypeSymbol type) =>
        type.DeclaredAccessibility == Accessibility.Public ? type.GetTypeMembers().SelectMany(Nested).Prepend(type) : [];

    /// <summary>Members that IDEs do not offer are for compilers.</summary>
    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "EditorBrowsableAttribute");

    private static void Append(StringBuilder page, INamedTypeSymbol type, Dictionary<string, XElement> comments)
    {
        page.Append($"\n### {type.ToDisplayString(s_type)}\n\n{Kind(type)} of `{type.ContainingNamespace.ToDisplayString()}`. {Said(type, comments)}\n");
        if (type.DelegateInvokeMethod is { } called)
        {
            page.Append($"\n`{Escaped(called.ToDisplayString(s_member))}`\n");
            return;
        }

        List<ISymbol> members = [.. type.GetMembers().Where(IsShown)];
        if (members.Count == 0)
        {
            return;
        }

        page.Append("\n| member | |\n|---|---|\n");
        foreach (var member in members)
        {
            page.Append($"| `{Escaped(Signature(member))}` | {Escaped(Said(member, comments))} |\n");
        }
    }

    private static bool IsShown(ISymbol member) =>
        member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected
        && !member.IsImplicitlyDeclared
        && !IsHidden(member)
        && member is not INamedTypeSymbol
        && member is not IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.Constructor or MethodKind.UserDefinedOperator) }
        && member is not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 }
        && !IsOfRecords(member);

    /// <summary>What a compiler writes for every record, and what every object has.</summary>
    private static bool IsOfRecords(ISymbol member) => member is IMethodSymbol
    {
        Name: "Equals" or "GetHashCode" or "ToString" or "Deconstruct" or "PrintMembers"
        or "op_Equality" or "op_Inequality" or "<Clone>$"
    } or IPropertySymbol { Name: "EqualityContract" }
        or IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsRecord: true, DeclaredAccessibility: Accessibility.Protected };

    private static string Kind(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Class, IsStatic: true } => "Static class",
        { TypeKind: TypeKind.Class, IsRecord: true } => "Record",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "Record struct",
        { TypeKind: TypeKind.Class } => "Class",
        _ => type.TypeKind.ToString(),
    };

    private static string Signature(ISymbol member) => member switch
    {
        IPropertySymbol property => property.ToDisplayString(s_member) + (property.SetMethod is null ? " { get; }" : property.SetMethod.IsInitOnly
            ? " { get; init; }"
            : " { get; set; }"),
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } value => value.Name,
        _ => member.ToDisplayString(s_member),
    };

    /// <summary>Summary, what is returned, and what is thrown.</summary>
    private static string Said(ISymbol symbol, Dictionary<string, XElement> comments)
    {
        if (!comments.TryGetValue(symbol.GetDocumentationCommentId()!, out var comment))
        {
            return "";
        }

        if (comment.Element("inheritdoc") is { } inherited)
        {
            return (string?)inherited.Attribute("cref") is { } identifier && comments.TryGetValue(identifier, out var other)
                ? Said(other)
                : "As it is inherited.";
        }

        return Said(comment);
    }

    private static string Said(XElement comment)
    {
        var parts = new List<string>();
        if (comment.Element("summary") is { } summary)
        {
            parts.Add(Comment.Markdown(summary));
        }

        if (comment.Element("returns") is { } returns)
        {
            parts.Add("Returns: " + Comment.Markdown(returns));
        }

        parts.AddRange(comment.Elements("exception").Select(thrown => $"Throws `{Comment.Name(thrown)}`: {Comment.Markdown(thrown)}"));
        return string.Join(' ', parts);
    }

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
