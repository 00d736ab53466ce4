using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>Reads the tree that JSON or attributes gave into a description, reporting everything that is not understood.</summary>
internal static class DescriptionReader
{
    private static readonly Property s_defaults = new("defaults", new AcceptedObject(EquatableArray.Of<Property>(
        Properties.Padding, Properties.Epsilon, Properties.Activation, Properties.Bias, Properties.BatchNorm)));

    private static readonly Property s_layers = new("layers", new AcceptedList(new AcceptedLayer(), "an array of objects", 1, int.MaxValue)) { IsRequired = true };

    private static readonly Property s_layer = new("layer", new AcceptedText()) { IsRequired = true };

    private static readonly Property s_kind = new("kind", new AcceptedText()) { IsRequired = true };

    /// <summary>The keys that every layer has, in front of those of its kind.</summary>
    public static readonly EquatableArray<Property> LayerKeys = EquatableArray.Of(s_kind, Properties.Name, Properties.Inputs, Properties.Repeat);

    public static readonly Property Outputs = new(
        "outputs",
        new AcceptedList(new AcceptedObject(EquatableArray.Of(Properties.Name, s_layer)), "an array of objects", 0, int.MaxValue));

    /// <summary>The keys of a network that is written out.</summary>
    public static readonly EquatableArray<Property> Keys = EquatableArray.Of(
        Properties.Schema, Properties.Name, InputReader.Input, InputReader.Inputs, Properties.Width, s_defaults, s_layers, Outputs);

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

        reader.RejectUnknown("a network", Keys);
        var description = new NetworkDescription(
            reader.Text(Properties.Name) ?? className,
            reader.Get(Properties.Width) ?? 1,
            Defaults(reader),
            InputReader.Read(reader),
            ReadLayers(reader),
            ReadOutputs(reader));
        return Result<NetworkDescription>.From(description, problems);
    }

    private static LayerDefaults Defaults(NodeReader root)
    {
        if (root.Object(s_defaults) is not { } reader)
        {
            return LayerDefaults.None;
        }

        reader.RejectUnknown("\"defaults\"", ((AcceptedObject)s_defaults.Accepted).Keys);
        return new LayerDefaults(
            reader.Get(Properties.Padding)?.Padding,
            reader.Get(Properties.Epsilon),
            reader.Get(Properties.Activation),
            reader.Get(Properties.Bias),
            reader.Get(Properties.BatchNorm));
    }

    private static EquatableArray<LayerDescription> ReadLayers(NodeReader root)
    {
        if (!root.Has(s_layers))
        {
            root.Miss(s_layers, $"an array of layers, or \"{Preset.Key.Name}\", is accepted");
            return EquatableArray<LayerDescription>.Empty;
        }

        var layers = root.Objects(s_layers);
        if (layers.Count == 0 && root.Find(s_layers) is ArrayNode { Items.Count: 0 })
        {
            root.Report(ProblemKind.ImpossibleShape, "layers", "\"layers\" is empty; at least one layer is needed.");
        }

        return layers.Select(Layer).Where(layer => layer is not null).Select(layer => layer!).ToEquatable();
    }

    private static LayerDescription? Layer(NodeReader reader)
    {
        var kindName = reader.Text(s_kind);
        if (kindName is null)
        {
            if (!reader.Has(s_kind))
            {
                reader.Miss(s_kind, $"{ShownKinds} are accepted");
            }

            return null;
        }

        if (LayerKinds.Find(kindName) is not { } kind)
        {
            reader.Report(ProblemKind.UnknownLayerKind, reader.PathOf(s_kind), $"there is no layer kind \"{kindName}\"; {ShownKinds} are accepted.");
            return null;
        }

        reader.RejectUnknown($"the layer kind \"{kindName}\"", [.. LayerKeys, .. kind.Properties]);
        foreach (var property in kind.Properties)
        {
            reader.Accept(property);
        }

        var inputs = reader.Accept(Properties.Inputs) is { } names ? Values.Texts(names) : (EquatableArray<string>?)null;
        return new LayerDescription(kindName, reader.Text(Properties.Name), inputs, reader.Get(Properties.Repeat) ?? 1, reader.Node, reader.Path);
    }

    private static EquatableArray<OutputDescription> ReadOutputs(NodeReader root)
    {
        var outputs = new List<OutputDescription>();
        foreach (var reader in root.Objects(Outputs))
        {
            reader.RejectUnknown("an output", [Properties.Name, s_layer]);
            var layer = reader.Text(s_layer);
            if (layer is null && !reader.Has(s_layer))
            {
                reader.Miss(s_layer, "the name of a layer is accepted");
            }

            outputs.Add(new OutputDescription(reader.Text(Properties.Name) ?? layer ?? "", layer ?? "", reader.Path));
        }

        return outputs.ToEquatable();
    }

    private static string ShownKinds => string.Join(", ", LayerKinds.All.Select(kind => $"\"{kind.Name}\""));
}
