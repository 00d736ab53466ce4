using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MobileNetGen.CodeFixes;

/// <summary>
/// MNG002: puts the description that an attribute names among the project's additional files; one that does not exist begins as a small
/// network.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddDescriptionFix)), Shared]
public sealed class AddDescriptionFix : CodeFixProvider
{
    private const string Start = """
        {
          "input": { "height": 224, "width": 224, "channels": 3, "preprocess": { "resize": "bilinear-antialias", "range": [-1, 1] } },
          "layers": [
            { "kind": "conv", "filters": 16, "kernel": 3, "stride": 2, "activation": "relu6" },
            { "kind": "globalAveragePool" },
            { "kind": "dense", "units": 10, "activation": "softmax" }
          ]
        }

        """;

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["MNG002"];

    /// <inheritdoc/>
    public override FixAllProvider? GetFixAllProvider() => null;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var type = root?.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (type is not null && Named(type) is { Length: > 0 } path && !Path.IsPathRooted(path))
        {
            context.RegisterCodeFix(
                CodeAction.Create($"Add {path} to the project", _ => Task.FromResult(Add(context.Document.Project, path)), nameof(AddDescriptionFix)),
                context.Diagnostics);
        }
    }

    private static string? Named(TypeDeclarationSyntax type) => type.AttributeLists
        .SelectMany(list => list.Attributes)
        .Where(attribute => attribute.Name.ToString() is var name
            && (name.EndsWith("GeneratedNetwork", StringComparison.Ordinal) || name.EndsWith("GeneratedNetworkAttribute", StringComparison.Ordinal)))
        .Select(attribute => (attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression as LiteralExpressionSyntax)?.Token.ValueText)
        .FirstOrDefault();

    private static Solution Add(Project project, string path)
    {
        var parts = path.Split('/', '\\');
        var onDisk = Path.Combine([Path.GetDirectoryName(project.FilePath) ?? "", .. parts]);
        return project.AddAdditionalDocument(
            parts[parts.Length - 1],
            File.Exists(onDisk) ? File.ReadAllText(onDisk) : Start,
            parts.Take(parts.Length - 1),
            onDisk).Project.Solution;
    }
}
