using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>Reads the tree that JSON or attributes gave into a description, reporting everything that is not understood.</summary>
internal static class DescriptionReader
{
    public static readonly Property Defaults = new("defaults", new AcceptedObject(EquatableArray.Of<Property>(
        Properties.Padding, Properties.Epsilon, Properties.Activation, Properties.Bias, Properties.BatchNorm)));

    public static readonly Property Layers = new("layers", new AcceptedList(new AcceptedLayer(), "an array of objects", 1, int.MaxValue)) { IsRequired = true };

    /// <summary>Layers after a preset, which may be none.</summary>
    public static readonly Property FurtherLayers = new(Layers.Name, Layers.Accepted);

    private static readonly Property s_layer = new("layer", new AcceptedText()) { IsRequired = true };

    private static readonly Property s_kind = new("kind", new AcceptedText()) { IsRequired = true };

    /// <summary>The keys that every layer has, before those of its kind.</summary>
    public static readonly EquatableArray<Property> LayerKeys = EquatableArray.Of(s_kind, Properties.Name, Properties.Inputs, Properties.Repeat);

    public static readonly Property Outputs = new(
        "outputs",
        new AcceptedList(new AcceptedObject(EquatableArray.Of(Properties.Name, s_layer)), "an array of objects", 0, int.MaxValue));

    /// <summary>The keys of a network that is written out.</summary>
    public static readonly EquatableArray<Property> Keys = EquatableArray.Of(
        Properties.Schema, Properties.Name, Properties.Weights, Properties.Precision,
        Properties.Arithmetic, InputReader.Input, InputReader.Inputs, Properties.Width, Defaults, Layers, Outputs);

    public static Result<NetworkDescription> Read(ObjectNode root, string className)
    {
        var problems = new ProblemList();
        var reader = new NodeReader(root, Paths.Root, problems);
        var description = reader.Has(Preset.Key) ? OnPreset(reader, className, problems) : Written(reader, className);
        return description is null
            ? new Result<NetworkDescription>(null, problems.ToEquatable())
            : Result<NetworkDescription>.From(description, problems);
    }

    private static NetworkDescription Written(NodeReader root, string className)
    {
        root.RejectUnknown("a network", Keys);
        return new NetworkDescription(
            root.Text(Properties.Name) ?? className,
            root.Value(Properties.Width),
            ReadDefaults(root),
            InputReader.Read(root),
            ReadLayers(root),
            ReadOutputs(root))
        { WeightsHash = root.Text(Properties.Weights), Precision = root.Value(Properties.Precision), Arithmetic = root.Value(Properties.Arithmetic) };
    }

    /// <summary>A preset, and the layers that follow it. Its own layers have the preset as their place; its width has no meaning for the others.</summary>
    private static NetworkDescription? OnPreset(NodeReader root, string className, ProblemList problems)
    {
        if (Preset.Expand(root) is not { } preset)
        {
            return null;
        }

        var expanded = new NodeReader(preset, Preset.Key.Name, problems);
        var own = ReadLayers(expanded).Select(layer => layer with { Path = Preset.Key.Name });
        return new NetworkDescription(
            root.Text(Properties.Name) ?? className,
            Width: 1,
            ReadDefaults(root),
            InputReader.Read(expanded),
            root.Has(Layers) ? own.Concat(ReadLayers(root)).ToEquatable() : own.ToEquatable(),
            ReadOutputs(root))
        { WeightsHash = root.Text(Properties.Weights), Precision = root.Value(Properties.Precision), Arithmetic = root.Value(Properties.Arithmetic) };
    }

    private static LayerDefaults ReadDefaults(NodeReader root)
    {
        if (root.Object(Defaults) is not { } reader)
        {
            return LayerDefaults.None;
        }

        reader.RejectUnknown("\"defaults\"", ((AcceptedObject)Defaults.Accepted).Keys);
        return new LayerDefaults(
            reader.Get(Properties.Padding)?.Padding,
            reader.Get(Properties.Epsilon),
            reader.Get(Properties.Activation),
            reader.Get(Properties.Bias),
            reader.Get(Properties.BatchNorm));
    }

    private static EquatableArray<LayerDescription> ReadLayers(NodeReader root)
    {
        if (!root.Has(Layers))
        {
            root.Miss(Layers, $"an array of layers, or \"{Preset.Key.Name}\", is accepted");
            return EquatableArray<LayerDescription>.Empty;
        }

        var layers = root.Objects(Layers);
        if (layers.Count == 0 && root.Find(Layers) is ArrayNode { Items.Count: 0 })
        {
            root.Report(ProblemKind.ImpossibleShape, "layers", "\"layers\" is empty; at least one layer is needed.");
        }

        var read = layers.Select(Layer).Where(layer => layer is not null).Select(layer => layer!).ToEquatable();
        var count = read.Sum(layer => layer.Repeat);
        if (count <= NodeReader.MaxItems)
        {
            return read;
        }

        root.Report(
            ProblemKind.TooLarge,
            root.PathOf(Layers),
            $"there are {Invariant.Grouped(count)} layers, with their repetitions; {Invariant.Grouped(NodeReader.MaxItems)} are accepted.");
        return EquatableArray<LayerDescription>.Empty;
    }

    private static LayerDescription? Layer(NodeReader reader)
    {
        var kindName = reader.Text(s_kind);
        if (kindName is null)
        {
            if (!reader.Has(s_kind))
            {
                reader.Miss(s_kind, $"{DisplayKinds} are accepted");
            }

            return null;
        }

        if (LayerKinds.Find(kindName) is not { } kind)
        {
            reader.Report(
                ProblemKind.UnknownLayerKind,
                reader.PathOf(s_kind),
                $"there is no layer kind \"{kindName}\"; {DisplayKinds} are accepted." + Suggestion.After(kindName, LayerKinds.All.Select(kind => kind.Name)));
            return null;
        }

        reader.RejectUnknown($"the layer kind \"{kindName}\"", [.. LayerKeys, .. kind.Properties]);
        foreach (var property in kind.Properties)
        {
            reader.Accept(property);
        }

        var inputs = reader.Accept(Properties.Inputs) is { } names ? Values.Texts(names) : (EquatableArray<string>?)null;
        return new LayerDescription(kindName, reader.Text(Properties.Name), inputs, reader.Value(Properties.Repeat), reader.Node, reader.Path);
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

    private static string DisplayKinds => string.Join(", ", LayerKinds.All.Select(kind => $"\"{kind.Name}\""));
}
