using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Json;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Tool.Hosting;

/// <summary>Makes every layer of a description an output, so that what lies between input and output can be looked at. No number changes by it.</summary>
internal static class InnerTensors
{
    private const string Outputs = "outputs";

    /// <exception cref="ToolException">The description has problems.</exception>
    public static NetworkFile Load(string path, string text)
    {
        NetworkFile.Parse(path, text);
        var root = JsonParser.Parse(text).Value!;
        var description = DescriptionReader.Read(root, NetworkFile.ClassName).Value!;
        var layers = LayerNames.Resolve(description, new ProblemList());
        var outputs = layers.Select(layer => (Node)new ObjectNode(EquatableArray.Of(
            new Member("name", new StringNode(layer.Name)),
            new Member("layer", new StringNode(layer.Name)))));
        var members = root.Members.Where(member => member.Key != Outputs).Append(new Member(Outputs, new ArrayNode(outputs.ToEquatable())));
        return NetworkFile.Of(path, new ObjectNode(members.ToEquatable()));
    }
}
