using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>Reads the tree that JSON or attributes gave into a description, reporting everything that is not understood.</summary>
internal static class DescriptionReader
{
    private static readonly string[] s_written = ["$schema", "name", "input", "inputs", "width", "defaults", "layers", "outputs"];
    private static readonly string[] s_output = ["name", "layer"];

    public static Result<NetworkDescription> Read(ObjectNode root, string className)
    {
        var problems = new List<Problem>();
        var reader = new NodeReader(root, Paths.Root, problems);
        if (reader.Has(Preset.Key))
        {
            return Preset.Expand(reader) is { } expanded && problems.Count == 0
                ? Read(expanded, className)
                : new Result<NetworkDescription>(null, problems.ToEquatable());
        }

        reader.RejectUnknown("a network", s_written);
        var description = new NetworkDescription(
            reader.Text("name") ?? className,
            reader.Get(Properties.Width) ?? 1,
            Defaults(reader),
            InputReader.Read(reader),
            Layers(reader),
            Outputs(reader));
        return Result<NetworkDescription>.From(description, problems);
    }

    private static LayerDefaults Defaults(NodeReader root)
    {
        if (root.Object("defaults") is not { } reader)
        {
            return LayerDefaults.None;
        }

        reader.RejectUnknown("\"defaults\"", ["padding", "epsilon", "activation", "bias", "batchNorm"]);
        return new LayerDefaults(
            reader.Get(Properties.Padding)?.Padding,
            reader.Get(Properties.Epsilon),
            reader.Get(Properties.Activation),
            reader.Get(Properties.Bias),
            reader.Get(Properties.BatchNorm));
    }

    private static EquatableArray<LayerDescription> Layers(NodeReader root)
    {
        if (!root.Has("layers"))
        {
            root.Report(ProblemKind.MissingProperty, Paths.Root, $"\"layers\" is missing; an array of layers, or \"{Preset.Key}\", is accepted.");
            return EquatableArray<LayerDescription>.Empty;
        }

        var layers = root.Objects("layers");
        if (layers.Count == 0 && root.Find("layers") is ArrayNode { Items.Count: 0 })
        {
            root.Report(ProblemKind.ImpossibleShape, "layers", "\"layers\" is empty; at least one layer is needed.");
        }

        return layers.Select(Layer).Where(layer => layer is not null).Select(layer => layer!).ToEquatable();
    }

    private static LayerDescription? Layer(NodeReader reader)
    {
        var kindName = reader.Text("kind");
        if (kindName is null)
        {
            if (!reader.Has("kind"))
            {
                reader.Report(ProblemKind.MissingProperty, reader.Path, $"\"kind\" is missing; {ShownKinds} are accepted.");
            }

            return null;
        }

        if (LayerKinds.Find(kindName) is not { } kind)
        {
            reader.Report(ProblemKind.UnknownLayerKind, reader.PathOf("kind"), $"there is no layer kind \"{kindName}\"; {ShownKinds} are accepted.");
            return null;
        }

        reader.RejectUnknown($"the layer kind \"{kindName}\"", ["kind", "name", "inputs", "repeat", .. kind.Properties.Select(property => property.Name)]);
        foreach (var property in kind.Properties)
        {
            reader.Check(property);
        }

        return new LayerDescription(kindName, reader.Text("name"), LayerInputs(reader), reader.Get(Properties.Repeat) ?? 1, reader.Node, reader.Path);
    }

    private static EquatableArray<string>? LayerInputs(NodeReader reader)
    {
        if (reader.Find("inputs") is not { } node)
        {
            return null;
        }

        var names = Values.Texts(node);
        if (names is null)
        {
            reader.Reject("inputs", node, "an array of names of inputs or layers");
        }

        return names;
    }

    private static EquatableArray<OutputDescription> Outputs(NodeReader root)
    {
        var outputs = new List<OutputDescription>();
        foreach (var reader in root.Objects("outputs"))
        {
            reader.RejectUnknown("an output", s_output);
            var layer = reader.Text("layer");
            if (layer is null && !reader.Has("layer"))
            {
                reader.Report(ProblemKind.MissingProperty, reader.Path, "\"layer\" is missing; the name of a layer is accepted.");
            }

            outputs.Add(new OutputDescription(reader.Text("name") ?? layer ?? "", layer ?? "", reader.Path));
        }

        return outputs.ToEquatable();
    }

    private static string ShownKinds => string.Join(", ", LayerKinds.All.Select(kind => $"\"{kind.Name}\""));
}
