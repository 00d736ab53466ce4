using MobileNetGen.Generator;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Training.Commands;

/// <summary>Reads a description with the generator's own passes.</summary>
internal static class Descriptions
{
    /// <exception cref="InvalidDataException">The description has problems; the message lists them.</exception>
    public static ShapedGraph Read(string path)
    {
        var graph = JsonParser.Parse(File.ReadAllText(path)).Then(root => NetworkCompiler.Graph(root, Path.GetFileNameWithoutExtension(path)));
        return graph.Value ?? throw new InvalidDataException(string.Join('\n', graph.Problems.Select(problem => Shown(path, problem))));
    }

    /// <summary>How pictures become the network's input.</summary>
    /// <exception cref="InvalidDataException">The description has no preprocessing.</exception>
    public static Preprocessing Preprocessing(string path, ShapedGraph graph)
    {
        var input = graph.Graph.Nodes.Select(node => node.Operation).OfType<Input>().First();
        var how = input.Preprocessing ?? throw new InvalidDataException($"{path} says nothing of preprocessing, so pictures cannot become its input; give \"input\" a \"preprocess\".");
        return new Preprocessing
        {
            Height = input.Type.Height,
            Width = input.Type.Width,
            Channels = input.Type.Channels,
            Resize = Enum.Parse<ResizeMethod>(how.Resize.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
            Crop = how.Crop,
            Order = Enum.Parse<ChannelOrder>(how.Order, ignoreCase: true),
            RangeLow = how.RangeLow,
            RangeHigh = how.RangeHigh,
            Mean = [.. how.Mean],
            Deviation = [.. how.Deviation],
        };
    }

    private static string Shown(string path, Problem problem) => $"{path}, {(problem.Path.Length == 0 ? "the description" : problem.Path)}: {problem.Message}";
}
