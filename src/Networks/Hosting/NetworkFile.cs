using MobileNetGen.Generator;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Training;

namespace MobileNetGen.Networks.Hosting;

/// <summary>A description with what the generator's passes make of it.</summary>
internal sealed record NetworkFile(string Path, ShapedGraph Shaped)
{
    /// <summary>The class that generated code is a part of.</summary>
    public const string ClassName = "Network";

    private const string Namespace = "MobileNetGen.Imported";

    public NetworkProgram Program { get; } = NetworkCompiler.Compile(Shaped);

    /// <summary>The network's name; its file's, if it has none.</summary>
    public string Name => Program.Name == ClassName ? System.IO.Path.GetFileNameWithoutExtension(Path) : Program.Name;

    /// <summary>A training step, where the class is to have a trainer; or null.</summary>
    public TrainingProgram? Training { get; private init; }

    /// <param name="path">The file's name, or what stands for one in messages.</param>
    /// <param name="text">What it holds.</param>
    /// <exception cref="ToolException">The description has problems; the message lists them.</exception>
    public static NetworkFile Parse(string path, string text)
    {
        var places = new TextPlaces(text);
        return From(
            path,
            JsonParser.Parse(text).Then(root => NetworkCompiler.Graph(root, ClassName)),
            problem => DisplayText(places.Find(problem.Place).Start, text));
    }

    /// <summary>A description that is no text.</summary>
    /// <exception cref="ToolException">The description has problems; the message lists them.</exception>
    public static NetworkFile Of(string path, ObjectNode root) =>
        From(path, NetworkCompiler.Graph(root, ClassName), problem => $", {problem.Place.DisplayText}");

    /// <summary>The same network, whose class has a trainer.</summary>
    /// <exception cref="ToolException">A layer cannot be trained through.</exception>
    public NetworkFile Trainable()
    {
        var step = NetworkCompiler.Train(Shaped);
        return this with
        {
            Training = step.Value ?? throw new ToolException(string.Join(' ', step.Problems.Select(problem => problem.Message))),
        };
    }

    /// <summary>The generated sources by file name: the class, and a file for each kernel.</summary>
    public IReadOnlyDictionary<string, string> Sources(string @namespace = Namespace, string className = ClassName)
    {
        var type = new TypeDeclaration(@namespace, EquatableArray<string>.Empty, "class", className, "");
        var sources = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [$"{className}.g.cs"] = SpineEmitter.Emit(Program, type, null, Training),
        };
        foreach (var kernel in NamedKernel.Of(Program.Calls.Select(call => call.Kernel).Concat(Training?.Kernels ?? [])))
        {
            sources[$"{kernel.Name}.g.cs"] = KernelEmitter.Emit(kernel);
        }

        return sources;
    }

    private static NetworkFile From(string path, Result<ShapedGraph> graph, Func<Problem, string> place) => graph.Value is { } shaped
        ? new NetworkFile(path, shaped)
        : throw new ToolException(string.Join(" ", graph.Problems.Select(problem => $"{path}{place(problem)}: {problem.Message}")));

    /// <summary>Line and column, as compilers write them.</summary>
    private static string DisplayText(int offset, string text)
    {
        var before = text.AsSpan(0, offset);
        return $"({before.Count('\n') + 1},{before.Length - before.LastIndexOf('\n')})";
    }
}
