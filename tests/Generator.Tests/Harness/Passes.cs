using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using Xunit;

namespace MobileNetGen.Generator.Tests.Harness;

/// <summary>The passes on a description's text, without a compiler around them.</summary>
internal static class Passes
{
    public static ObjectNode Parse(string json) => Value(JsonParser.Parse(json));

    public static NetworkDescription Describe(string json) => Value(DescriptionReader.Read(Parse(json), "Net"));

    public static ShapedGraph Graph(string json) => Value(NetworkCompiler.Graph(Parse(json), "Net"));

    public static NetworkProgram Program(string json) => Value(NetworkCompiler.Compile(Parse(json), "Net"));

    /// <summary>A network of one input, called <c>input</c>, and the given layers.</summary>
    public static string Network(int height, int width, int channels, params string[] layers) => $$"""
        { "input": { "height": {{height}}, "width": {{width}}, "channels": {{channels}} },
          "layers": [
            {{string.Join(",\n    ", layers)}} ] }
        """;

    public static T Value<T>(Result<T> result)
        where T : class, IEquatable<T>
    {
        Assert.True(result.Value is not null, string.Join('\n', result.Problems));
        return result.Value;
    }
}
