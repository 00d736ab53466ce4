using MobileNetGen.Generator;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;

namespace MobileNetGen.Training.Tests;

/// <summary>Small networks, described as users do.</summary>
internal static class Graphs
{
    /// <param name="size">Height, width and channels of the input.</param>
    /// <param name="layers">The layers' JSON objects, one after the other.</param>
    public static ShapedGraph Of((int Height, int Width, int Channels) size, string layers)
    {
        var text = $$"""{ "name": "Small", "input": { "name": "image", "height": {{size.Height}}, "width": {{size.Width}}, "channels": """
            + $$"""{{size.Channels}} }, "layers": [ {{layers}} ] }""";
        var graph = JsonParser.Parse(text).Then(root => NetworkCompiler.Graph(root, "Small"));
        return graph.Value ?? throw new InvalidOperationException(string.Join('\n', graph.Problems.Select(problem => problem.Message)));
    }
}
