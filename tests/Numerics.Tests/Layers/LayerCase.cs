namespace MobileNetGen.Numerics.Tests.Layers;

/// <summary>A small network around the layer that is tested.</summary>
/// <param name="Name">Also the name of its class.</param>
/// <param name="Description">JSON text.</param>
internal sealed record LayerCase(string Name, string Description)
{
    /// <param name="input">Height, width and channels: <c>5x7x3</c>.</param>
    /// <param name="layers">Each layer as JSON, without its braces.</param>
    public static LayerCase Chain(string name, string input, params string[] layers) =>
        new(name, $$"""{ "input": {{Port(input)}}, "layers": [ {{string.Join(", ", layers.Select(layer => $"{{ {layer} }}"))}} ] }""");

    /// <summary>An input or output extent as JSON.</summary>
    public static string Port(string extents, string? name = null)
    {
        var parts = extents.Split('x');
        return $$"""{ {{(name is null ? "" : $"\"name\": \"{name}\", ")}}"height": {{parts[0]}}, "width": {{parts[1]}}, "channels": {{parts[2]}} }""";
    }
}
