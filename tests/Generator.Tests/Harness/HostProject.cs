using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MobileNetGen.Generator.Tests.Harness;

/// <summary>A user's project in memory. What an edit leaves alone stays the same object, as in a compiler that runs on.</summary>
internal sealed record HostProject(ImmutableArray<SyntaxTree> Sources, ImmutableArray<AdditionalText> Files)
{
    public const string Directory = "/project";

    /// <summary>The property <c>MobileNetGenTiers</c>; null where it is not set.</summary>
    public string? Tiers { get; init; }

    public static readonly HostProject Empty = new([], []);

    public static CSharpParseOptions Parse { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    /// <summary>One class, <c>Users.Net</c>, described by one file, <c>net.json</c>.</summary>
    public static HostProject Described(string json) => Empty.WithNetwork("Net", "net.json").WithFile("net.json", json);

    /// <summary>One class, <c>Users.Net</c>, described by attributes: <c>Layer("relu")</c> and so on.</summary>
    public static HostProject Attributed(params string[] attributes) =>
        Empty.WithSource("Net.cs", Class("Net", ["GeneratedNetwork", .. attributes]));

    public HostProject WithNetwork(string name, string description) =>
        WithSource(name + ".cs", Class(name, $"GeneratedNetwork(\"{description}\")"));

    /// <summary>Adds a source, or changes the one of that name.</summary>
    public HostProject WithSource(string name, string text)
    {
        var path = PathOf(name);
        var tree = CSharpSyntaxTree.ParseText(text, Parse, path);
        return this with { Sources = Sources.FirstOrDefault(old => old.FilePath == path) is { } old ? Sources.Replace(old, tree) : Sources.Add(tree) };
    }

    /// <summary>Adds an additional file, or changes the one of that name.</summary>
    public HostProject WithFile(string name, string text)
    {
        var path = PathOf(name);
        AdditionalText file = new InMemoryFile(path, text);
        return this with { Files = Files.FirstOrDefault(old => old.Path == path) is { } old ? Files.Replace(old, file) : Files.Add(file) };
    }

    public static string PathOf(string name) => $"{Directory}/{name}";

    private static string Class(string name, params string[] attributes) => $$"""
        namespace Users;

        /// <summary>A network.</summary>
        {{string.Join('\n', attributes.Select(attribute => $"[MobileNetGen.{attribute}]"))}}
        public sealed partial class {{name}};

        """;
}
