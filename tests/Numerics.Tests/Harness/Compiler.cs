using System.Reflection;
using System.Runtime.Loader;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MobileNetGen.Numerics.Tests.Harness;

/// <summary>Compiles text in memory as a strict user's project would: without <c>unsafe</c>, every warning an error, documentation checked.</summary>
internal static class Compiler
{
    private static readonly MetadataReference[] s_references =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(NetworkInfo).Assembly.Location)];

    public static CSharpParseOptions Parse { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    public static Assembly Compile(IEnumerable<string> texts, bool checkOverflow = false) => Load(Create(texts, checkOverflow));

    public static CSharpCompilation Create(IEnumerable<string> texts, bool checkOverflow) => CSharpCompilation.Create(
        $"Users{Guid.NewGuid():N}",
        texts.Select(text => CSharpSyntaxTree.ParseText(text, Parse)),
        s_references,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: checkOverflow,
            allowUnsafe: false,
            warningLevel: 9999,
            generalDiagnosticOption: ReportDiagnostic.Error,
            nullableContextOptions: NullableContextOptions.Enable));

    /// <exception cref="InvalidOperationException">There is a warning, or an error.</exception>
    public static Assembly Load(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        using var documentation = new MemoryStream();
        var result = compilation.Emit(assembly, xmlDocumentationStream: documentation);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error).Take(20)));
        }

        assembly.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(assembly);
    }
}
