using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Description;

/// <summary>Reads <c>input</c> or <c>inputs</c>, and the preprocessing in them.</summary>
internal static class InputReader
{
    private const int MostExtent = 8192;
    private static readonly Property<int> s_height = new("height", "an integer from 1 to 8192", node => Values.Integer(node, 1, MostExtent));
    private static readonly Property<int> s_width = new("width", "an integer from 1 to 8192", node => Values.Integer(node, 1, MostExtent));
    private static readonly Property<int> s_channels = new("channels", "an integer from 1 to 4096", node => Values.Integer(node, 1, 4096));
    private static readonly Property<double> s_crop = new("crop", "a number from 0 (no crop) to 1", node => Values.Number(node, 0, 1));
    private static readonly string[] s_resizes = ["bilinear", "bilinear-antialias"];
    private static readonly string[] s_orders = ["rgb", "bgr", "gray"];

    public static EquatableArray<InputDescription> Read(NodeReader root)
    {
        if (root.Has("input") == root.Has("inputs"))
        {
            root.Report(ProblemKind.MissingProperty, Paths.Root, "a network has \"input\", an object, or \"inputs\", an array of such objects, and not both.");
            return EquatableArray<InputDescription>.Empty;
        }

        if (root.Has("input"))
        {
            return root.Object("input") is { } single ? EquatableArray.Of(Input(single, "input")) : EquatableArray<InputDescription>.Empty;
        }

        return root.Objects("inputs").Select((reader, index) => Input(reader, $"input_{Invariant.Format(index + 1)}")).ToEquatable();
    }

    private static InputDescription Input(NodeReader reader, string fallbackName)
    {
        reader.RejectUnknown("an input", ["name", "height", "width", "channels", "preprocess"]);
        var channels = reader.Require(s_channels, 1);
        return new InputDescription(
            reader.Text("name") ?? fallbackName,
            reader.Require(s_height, 1),
            reader.Require(s_width, 1),
            channels,
            reader.Object("preprocess") is { } preprocess ? Preprocess(preprocess, channels) : null,
            reader.Path);
    }

    private static Preprocessing Preprocess(NodeReader reader, int channels)
    {
        reader.RejectUnknown("\"preprocess\"", ["resize", "crop", "order", "range", "mean", "deviation"]);
        var order = Choice(reader, "order", s_orders, channels == 1 ? "gray" : "rgb");
        if (channels != (order == "gray" ? 1 : 3))
        {
            reader.Report(ProblemKind.InvalidValue, reader.PathOf("order"), $"the channel order \"{order}\" does not fit {Invariant.Format(channels)} channels; \"gray\" has 1, \"rgb\" and \"bgr\" have 3.");
        }

        var range = Numbers(reader, "range", 2) ?? EquatableArray.Of(0.0, 1.0);
        var mean = Numbers(reader, "mean", channels) ?? EquatableArray<double>.Empty;
        var deviation = Numbers(reader, "deviation", channels) ?? EquatableArray<double>.Empty;
        if (deviation.Any(value => value <= 0))
        {
            reader.Report(ProblemKind.InvalidValue, reader.PathOf("deviation"), "\"deviation\" holds a number that is not above 0; numbers above 0 are accepted.");
        }

        return new Preprocessing(Choice(reader, "resize", s_resizes, s_resizes[0]), reader.Get(s_crop) ?? 0, order, range[0], range[1], mean, deviation);
    }

    private static string Choice(NodeReader reader, string key, string[] accepted, string fallback)
    {
        if (reader.Find(key) is not { } node)
        {
            return fallback;
        }

        if (Values.Text(node) is { } text && accepted.Contains(text))
        {
            return text;
        }

        reader.Reject(key, node, string.Join(" or ", accepted.Select(choice => $"\"{choice}\"")));
        return fallback;
    }

    private static EquatableArray<double>? Numbers(NodeReader reader, string key, int count)
    {
        if (reader.Find(key) is not { } node)
        {
            return null;
        }

        var numbers = Values.Numbers(node, count);
        if (numbers is null)
        {
            reader.Reject(key, node, $"an array of {Invariant.Format(count)} numbers");
        }

        return numbers;
    }
}
