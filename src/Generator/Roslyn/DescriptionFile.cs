using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Roslyn;

/// <summary>An additional file as a tree: equal while nothing but white space changes.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Content">What it says.</param>
/// <param name="Model">The model file that it was imported from in the build, which attributes name instead; or null.</param>
/// <param name="Labels">Where the names of its classes are; null if it has none.</param>
internal sealed record DescriptionFile(string Path, Result<ObjectNode> Content, string? Model = null, LabelsFile? Labels = null)
{
    /// <summary>Reads a file; one that cannot be read is a problem of the networks that it describes.</summary>
    public static DescriptionFile Read(AdditionalText file, AnalyzerConfigOptions options, CancellationToken cancellation) => new(
        file.Path,
        Unexpected.Caught(() => JsonParser.Parse(file.GetText(cancellation)?.ToString() ?? ""), fault => Result<ObjectNode>.Failure(fault)),
        BuildOptions.Model(options),
        BuildOptions.Labels(options));

    /// <summary>The path that attributes know the network by.</summary>
    public string KnownAs => Model ?? Path;
}

/// <summary>Finds the additional file that an attribute names.</summary>
internal static class FileMatch
{
    /// <summary>What a class names; null where it names nothing.</summary>
    public static Result<DescriptionFile>? Find(NetworkDeclaration declaration, string projectDirectory, IReadOnlyCollection<DescriptionFile> files) =>
        declaration.DescriptionPath is { } path
            ? Unexpected.Caught(() => Find(path, declaration.SourceDirectory, projectDirectory, files), fault => Result<DescriptionFile>.Failure(fault))
            : null;

    /// <summary>The one match; else a problem that lists what is there.</summary>
    public static Result<DescriptionFile> Find(string wanted, string sourceDirectory, string projectDirectory, IReadOnlyCollection<DescriptionFile> files)
    {
        foreach (var directory in new[] { sourceDirectory, projectDirectory })
        {
            var exact = Normalise(IsRooted(wanted) ? wanted : directory + "/" + wanted);
            if (files.FirstOrDefault(file => Normalise(file.KnownAs) == exact) is { } found)
            {
                return Result<DescriptionFile>.Success(found);
            }
        }

        var suffix = "/" + Normalise(wanted).TrimStart('/');
        var matches = files.Where(file => ("/" + Normalise(file.KnownAs)).EndsWith(suffix, StringComparison.Ordinal)).ToList();
        return matches.Count switch
        {
            1 => Result<DescriptionFile>.Success(matches[0]),
            0 => Result<DescriptionFile>.Failure(new Problem(ProblemKind.MissingFile, Paths.Root, $"\"{wanted}\" is not among the project's "
                + $"additional JSON files ({Names(files)}); add <{ItemOf(wanted)} Include=\"{wanted}\" /> to the project.")),
            _ => Result<DescriptionFile>.Failure(
                new Problem(ProblemKind.AmbiguousFile, Paths.Root, $"\"{wanted}\" could be {Names(matches)}; write more of the path.")),
        };
    }

    private static string Names(IReadOnlyCollection<DescriptionFile> files) =>
        files.Count == 0 ? "there are none" : string.Join(", ", files.Select(file => file.KnownAs).OrderBy(path => path, StringComparer.Ordinal));

    /// <summary>Models become descriptions in the build.</summary>
    private static string ItemOf(string wanted) => wanted.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "AdditionalFiles" : "MobileNetModel";

    private static bool IsRooted(string path) => path.StartsWith("/", StringComparison.Ordinal) || (path.Length > 1 && path[1] == ':');

    /// <summary>With <c>/</c> between parts, and without <c>.</c> and <c>..</c>.</summary>
    private static string Normalise(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Replace('\\', '/').Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[parts.Count - 1].Length > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != "." && (part.Length > 0 || parts.Count == 0))
            {
                parts.Add(part);
            }
        }

        return string.Join("/", parts);
    }
}
