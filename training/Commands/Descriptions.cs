using System.Text;
using MobileNetGen.Files;
using MobileNetGen.Generator;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Training.Commands;

/// <summary>Reads a description with the generator's own passes.</summary>
internal static class Descriptions
{
    /// <summary>As many bytes as the tool reads of a description.</summary>
    private const int MaxBytes = 1 << 24;

    /// <exception cref="InvalidDataException">The description has problems; the message lists them.</exception>
    /// <exception cref="IOException">There is no such file, or it is a pipe, a device or too long.</exception>
    public static ShapedGraph Read(string path)
    {
        var graph = JsonParser.Parse(Text(path)).Then(root => NetworkCompiler.Graph(root, Path.GetFileNameWithoutExtension(path)));
        return graph.Value ?? throw new InvalidDataException(string.Join('\n', graph.Problems.Select(problem => DisplayText(path, problem))));
    }

    /// <summary>How pictures become the network's input.</summary>
    /// <exception cref="InvalidDataException">The description has no preprocessing.</exception>
    public static ImagePreprocessing Preprocessing(string path, ShapedGraph graph)
    {
        var input = graph.Graph.Nodes.Select(node => node.Operation).OfType<Input>().First();
        var how = input.Preprocessing
            ?? throw new InvalidDataException($"{path} says nothing of preprocessing, so pictures cannot become its input; give \"input\" a \"preprocess\".");
        return new ImagePreprocessing
        {
            Height = input.Type.Height,
            Width = input.Type.Width,
            Channels = input.Type.Channels,
            Resize = Named<ResizeMethod>(how.Resize),
            RoundToBytes = how.RoundToBytes,
            Fit = Named<ImageFit>(how.Window.Fit),
            Crop = how.Window.Crop,
            ShortSide = how.Window.ShortSide,
            WindowRounding = Named<WindowRounding>(how.Window.Rounding),
            Order = Named<ChannelOrder>(how.Order),
            Minimum = how.Minimum,
            Maximum = how.Maximum,
            Mean = [.. how.Mean],
            Deviation = [.. how.Deviation],
        };
    }

    private static string Text(string path)
    {
        using var reader = new StreamReader(new MemoryStream(RegularFile.Read(path, MaxBytes)), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>What descriptions write with dashes.</summary>
    private static T Named<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static string DisplayText(string path, Problem problem) => $"{path}, {problem.Place.DisplayText}: {problem.Message}";
}
