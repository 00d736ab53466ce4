using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>Reads <c>input</c> or <c>inputs</c>, and the preprocessing in them.</summary>
internal static class InputReader
{
    private const int MaxExtent = 8192;
    private const int MaxChannels = 4096;

    private static readonly Property<int> s_height = Properties.Integer("height", 1, MaxExtent, isRequired: true);
    private static readonly Property<int> s_width = Properties.Integer("width", 1, MaxExtent, isRequired: true);
    private static readonly Property<int> s_channels = Properties.Integer("channels", 1, MaxChannels, isRequired: true);

    /// <summary>What an input's elements are where they are not what the network's are.</summary>
    public static readonly Property<Precision> Precision = new ChoiceProperty<Precision>(
        "precision",
        [("float32", Graph.Precision.Float32), ("int8", Graph.Precision.Int8), ("uint8", Graph.Precision.UInt8)]);

    private static readonly Property s_order = new("order", Accepted.Choice("rgb", "bgr", "gray"));
    private static readonly Property s_range = new("range", new AcceptedList(AcceptedNumber.Any, "an array of 2 numbers", 2, 2));
    private static readonly Property s_mean = new("mean", new AcceptedList(AcceptedNumber.Any, "an array of numbers, one a channel", 1, 3));
    private static readonly Property s_deviation =
        new("deviation", new AcceptedList(AcceptedNumber.Positive, "an array of numbers above 0, one a channel", 1, 3));

    private static readonly Property s_preprocess = new("preprocess", new AcceptedObject(
        WindowReader.Keys.Concat([s_order, s_range, s_mean, s_deviation]).ToEquatable()));

    public static readonly Property Input = new("input", new AcceptedObject(EquatableArray.Of(
        Properties.Name, s_height, s_width, s_channels, Precision, s_preprocess)));

    public static readonly Property Inputs = new("inputs", new AcceptedList(Input.Accepted, "an array of objects", 1, int.MaxValue));

    public static EquatableArray<InputDescription> Read(NodeReader root)
    {
        if (root.Has(Input) == root.Has(Inputs))
        {
            root.Report(ProblemKind.MissingProperty, Paths.Root, "a network has \"input\", an object, or \"inputs\", an array of such objects, and not both.");
            return EquatableArray<InputDescription>.Empty;
        }

        if (root.Has(Input))
        {
            return root.Object(Input) is { } single ? EquatableArray.Of(ReadInput(single, "input")) : EquatableArray<InputDescription>.Empty;
        }

        return root.Objects(Inputs).Select((reader, index) => ReadInput(reader, $"input_{Invariant.Format(index + 1)}")).ToEquatable();
    }

    private static InputDescription ReadInput(NodeReader reader, string fallbackName)
    {
        reader.RejectUnknown("an input", ((AcceptedObject)Input.Accepted).Keys);
        var channels = reader.Require(s_channels, 1);
        return new InputDescription(
            reader.Text(Properties.Name) ?? fallbackName,
            reader.Require(s_height, 1),
            reader.Require(s_width, 1),
            channels,
            reader.Object(s_preprocess) is { } preprocess ? Preprocess(preprocess, channels) : null,
            reader.Path,
            reader.Get(Precision));
    }

    private static Preprocessing Preprocess(NodeReader reader, int channels)
    {
        reader.RejectUnknown("\"preprocess\"", ((AcceptedObject)s_preprocess.Accepted).Keys);
        var order = reader.Text(s_order) ?? (channels == 1 ? "gray" : "rgb");
        if (channels != (order == "gray" ? 1 : 3))
        {
            reader.Report(
                ProblemKind.InvalidValue,
                reader.PathOf(s_order),
                $"the channel order \"{order}\" does not fit {Invariant.Format(channels)} channels; \"gray\" has 1, \"rgb\" and \"bgr\" have 3.");
        }

        var range = reader.Accept(s_range) is { } given ? Values.Numbers(given) : EquatableArray.Of(0.0, 1.0);
        var (resize, roundToBytes, window) = WindowReader.Read(reader);
        return new Preprocessing(
            resize,
            roundToBytes,
            window,
            order,
            range[0],
            range[1],
            OneForEach(reader, s_mean, channels),
            OneForEach(reader, s_deviation, channels));
    }

    /// <summary>A number for each channel, or none at all.</summary>
    private static EquatableArray<double> OneForEach(NodeReader reader, Property property, int channels)
    {
        if (reader.Accept(property) is not { } node)
        {
            return EquatableArray<double>.Empty;
        }

        var numbers = Values.Numbers(node);
        if (numbers.Count != channels)
        {
            reader.Reject(property, node, $"an array of {Invariant.Format(channels)} numbers");
        }

        return numbers;
    }
}
