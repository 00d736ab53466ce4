using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>Turns an annotated class into plain values.</summary>
internal static class DeclarationReader
{
    public const string AttributeName = "MobileNetGen.GeneratedNetworkAttribute";

    public static NetworkDeclaration Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        Unexpected.Caught(() => ReadClass(context, cancellation), fault => Unread(context.TargetSymbol.Name, fault));

    private static NetworkDeclaration Unread(string name, Problem fault) =>
        new(name, name, new TypeDeclaration(null, EquatableArray<string>.Empty, "class", name, ""), null, "", null, EquatableArray.Of(fault));

    private static NetworkDeclaration ReadClass(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var symbol = (INamedTypeSymbol)context.TargetSymbol;
        var containers = Containers(symbol);
        var path = context.Attributes[0].ConstructorArguments is [{ Value: string text }] ? text : null;
        var isTrainable = context.Attributes[0].NamedArguments.Any(argument => argument is { Key: "Trainable", Value.Value: true });
        var attributes = AttributeReader.Read(symbol, cancellation);
        var problems = new ProblemList();
        foreach (var type in containers.Append(symbol).Where(type => !IsPartial(type, cancellation)))
        {
            problems.Add(new Problem(
                ProblemKind.NotPartial,
                Paths.Root,
                $"{type.Name} is not partial, so that nothing can be added to it; write \"partial class {type.Name}\"."));
        }

        if (symbol.IsStatic || symbol.IsAbstract || symbol.IsFileLocal)
        {
            problems.Add(new Problem(ProblemKind.UnsupportedType, Paths.Root, $"{symbol.Name} is "
                + $"{(symbol.IsStatic ? "static" : symbol.IsAbstract ? "abstract" : "local to its file")}; a class that can be created is accepted."));
        }

        if (isTrainable && symbol.Name == GeneratedNames.TrainerName)
        {
            problems.Add(new Problem(ProblemKind.UnsupportedType, Paths.Root, $"{symbol.Name} is the name of the class that trains it; a class of "
                + "another name is accepted."));
        }

        if (GeneratedNames.Members.Contains(symbol.Name))
        {
            problems.Add(new Problem(ProblemKind.UnsupportedType, Paths.Root, $"{symbol.Name} is the name of a member that the class gets; a class of "
                + $"another name than {string.Join(", ", GeneratedNames.Members)} is accepted."));
        }

        if (path is null && attributes is null)
        {
            problems.Add(new Problem(ProblemKind.NothingDescribed, Paths.Root, $"nothing describes {symbol.Name}; a path in "
                + $"[GeneratedNetwork(\"network.json\")], or [NetworkInput] with [NetworkPreset] or [Layer], is accepted."));
        }
        else if (path is not null && attributes is not null)
        {
            problems.Add(
                new Problem(ProblemKind.MixedDescription, Paths.Root, $"{symbol.Name} is described by \"{path}\" and by attributes; one of both is accepted."));
        }

        return new NetworkDeclaration(
            HintName(symbol),
            string.Join("+", containers.Append(symbol).Select(type => type.MetadataName)),
            new TypeDeclaration(
                symbol.ContainingNamespace.IsGlobalNamespace ? null : symbol.ContainingNamespace.ToDisplayString(),
                containers.Select(type => $"partial {Keyword(type)} {Escaped(type)}{TypeParameters(type)}").ToEquatable(),
                Keyword(symbol),
                Escaped(symbol),
                TypeParameters(symbol)),
            path,
            Directory(context.TargetNode.SyntaxTree.FilePath),
            attributes,
            problems.ToEquatable())
        { IsTrainable = isTrainable };
    }

    private static List<INamedTypeSymbol> Containers(INamedTypeSymbol symbol)
    {
        var containers = new List<INamedTypeSymbol>();
        for (var outer = symbol.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containers.Insert(0, outer);
        }

        return containers;
    }

    private static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) is TypeDeclarationSyntax syntax
            && syntax.Modifiers.Any(SyntaxKind.PartialKeyword));

    private static string Keyword(INamedTypeSymbol type) => (type.IsRecord, type.TypeKind) switch
    {
        (true, TypeKind.Struct) => "record struct",
        (true, _) => "record class",
        (_, TypeKind.Struct) => "struct",
        (_, TypeKind.Interface) => "interface",
        _ => "class",
    };

    private static string Escaped(INamedTypeSymbol type) =>
        SyntaxFacts.GetKeywordKind(type.Name) == SyntaxKind.None ? type.Name : "@" + type.Name;

    private static string TypeParameters(INamedTypeSymbol type) =>
        type.TypeParameters.Length == 0 ? "" : "<" + string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name)) + ">";

    /// <summary>Names of files have fewer characters than names of classes.</summary>
    private static string HintName(INamedTypeSymbol symbol) =>
        new([.. PlainName(symbol).Select(character => char.IsLetterOrDigit(character) || character is '.' ? character : '_')]);

    private static string PlainName(INamedTypeSymbol symbol) =>
        symbol.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
            .WithGenericsOptions(SymbolDisplayGenericsOptions.None))
            .Replace("@", "") + (symbol.Arity == 0 ? "" : "_" + Invariant.Format(symbol.Arity));

    private static string Directory(string path) =>
        path.Replace('\\', '/') is var normal && normal.LastIndexOf('/') is >= 0 and var slash ? normal.Substring(0, slash) : "";
}
