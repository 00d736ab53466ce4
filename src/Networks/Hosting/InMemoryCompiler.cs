using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MobileNetGen.Networks.Hosting;

/// <summary>Compiles generated sources in memory, so that a network can be tried without a project.</summary>
internal static class InMemoryCompiler
{
    /// <summary>Read once, since metadata is what most of a small network's compilation would be spent on.</summary>
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_references = new(() => [.. FindReferences()]);

    /// <summary>What a project for the framework that the process runs on has: generated text takes instructions of later frameworks by these.</summary>
    private static readonly IReadOnlyList<string> s_symbols =
        [.. Enumerable.Range(5, Environment.Version.Major - 4).Select(version => $"NET{version}_0_OR_GREATER")];

    /// <summary>What generated code is compiled against.</summary>
    /// <exception cref="PlatformNotSupportedException">It is not there as files of its own.</exception>
    public static IReadOnlyList<MetadataReference> References => s_references.Value;

    /// <exception cref="InvalidOperationException">The generated code does not compile.</exception>
    public static Type Compile(NetworkFile network) => Load(Emit(network));

    /// <summary>The assembly that has a network's class.</summary>
    /// <exception cref="InvalidOperationException">The generated code does not compile.</exception>
    public static byte[] Emit(NetworkFile network)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None, preprocessorSymbols: s_symbols);
        var sources = network.Sources(className: NetworkFile.ClassName);
        var compilation = CSharpCompilation.Create(
            "MobileNetGen.Imported",
            sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, parse, source.Key)),
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly);
        if (!result.Success)
        {
            throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(problem => problem.Severity == DiagnosticSeverity.Error).Take(5)));
        }

        return assembly.ToArray();
    }

    /// <summary>The network's class in an assembly.</summary>
    public static Type Load(byte[] assembly)
    {
        using var bytes = new MemoryStream(assembly);
        return new AssemblyLoadContext("network", isCollectible: false).LoadFromStream(bytes).GetTypes().First(type => type.Name == NetworkFile.ClassName);
    }

    /// <summary>The framework that the process runs on, and the runtime beside it.</summary>
    /// <exception cref="PlatformNotSupportedException">They are no files of their own.</exception>
    private static IEnumerable<MetadataReference> FindReferences()
    {
        var framework = typeof(object).Assembly.Location is { Length: > 0 } location && RuntimeFeature.IsDynamicCodeSupported
            ? Path.GetDirectoryName(location)!
            : throw new PlatformNotSupportedException(
                "the program is native code or a single file, and networks are compiled here against the framework's own files; "
                + "a program with these beside it, or on an installed framework, is accepted.");
        return Directory.EnumerateFiles(framework, "System*.dll")
            .Append(typeof(NetworkInfo).Assembly.Location)
            .Where(IsManaged)
            .Select(file => MetadataReference.CreateFromFile(file));
    }

    private static bool IsManaged(string file)
    {
        try
        {
            return AssemblyName.GetAssemblyName(file) is not null;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
